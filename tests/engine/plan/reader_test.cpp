// How many recordings a render holds open.
#include <gtest/gtest.h>

#include <set>

#include "engine/session/edits/add_clip.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

struct Doors {
    int open = 0, most = 0;
};

class Counted final : public AudioSource {
  public:
    Counted(std::unique_ptr<AudioSource> inner, Doors& doors)
        : inner_(std::move(inner))
        , doors_(doors) {
        doors_.most = std::max(doors_.most, ++doors_.open);
    }
    ~Counted() override { --doors_.open; }
    [[nodiscard]] const AudioFormat& format() const override { return inner_->format(); }
    Result<void> read(SamplePos start, AudioBlock out) override { return inner_->read(start, out); }

  private:
    std::unique_ptr<AudioSource> inner_;
    Doors& doors_;
};

plan::OpenMedia counting(const Recordings& recordings, Doors& doors) {
    return [open = recordings.opener(),
            &doors](const session::Media& media) -> Result<std::unique_ptr<AudioSource>> {
        TRY(auto source, open(media));
        return std::make_unique<Counted>(std::move(source), doors);
    };
}

TEST(Reader, tracks_that_are_past_hold_no_recording_open) {
    session::Session session = empty_session(*layout_named("2.0"));
    for (int t = 0; t < 30; ++t) // one after the other
        add_track(session, {.name = "T" + std::to_string(t), .place = {{t * 2000}, {t * 2000 + 2000}}});
    const Recordings recordings;
    Doors doors;
    const auto made = must(plan::compile(session, printmaster(), counting(recordings, doors)));
    const SampleRange range{{0}, {60000}};
    const auto once = rendered(*made.plan, range);
    EXPECT_GT(peak(once[0][0]), 0.01);
    EXPECT_LE(doors.most, 4); // a window of 4096 samples touches up to four
    EXPECT_EQ(doors.open, 0);
    EXPECT_EQ(rendered(*made.plan, range), once); // back to the start: opened again
}

TEST(Reader, a_recording_that_is_played_again_later_stays_open) {
    session::Session session = empty_session(*layout_named("2.0"));
    const MediaId media = add_track(session, {.name = "T", .place = {{0}, {2000}}});
    session::AddClip again;
    again.track = track_id(session, "T");
    again.media = media;
    again.at = {40000};
    again.length = SampleCount{2000};
    session = must(session::apply(session, again));
    const Recordings recordings;
    int opened = 0;
    const auto made = must(plan::compile(
        session, printmaster(), [&](const session::Media& one) -> Result<std::unique_ptr<AudioSource>> {
            ++opened;
            return recordings.opener()(one);
        }));
    opened = 0; // compiling tries each once
    (void)rendered(*made.plan, {{0}, {48000}});
    EXPECT_EQ(opened, 1);
}

} // namespace
} // namespace dub::test
