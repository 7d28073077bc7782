// What is heard live is what the file holds, and the log of a live run computes it again.
#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"
#include "tests/support/live_rig.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using session::Session;

const plan::Target& several() {
    static const plan::Target target{{{"7.1", {}, {}},
                                      {"m-and-e", {{}, session::music_and_effects_roles}, {}},
                                      {"2.0", {}, *layout_named("2.0")}}};
    return target;
}
class Live : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Live, a_device_hears_what_the_file_holds) {
    const Session session = random_session(GetParam(), {6, 4, 8});
    LiveRig rig({}, session.info->rate);
    rig.give(session, several());
    rig.driver.locate(start_of(session));
    rig.driver.play();
    rig.run(60000);
    const auto begun =
        static_cast<std::size_t>(std::ranges::find(rig.recorder.speeds, 1.0) - rig.recorder.speeds.begin());
    ASSERT_LT(begun, 2000U);
    const auto file = rendered(*compiled(session, several(), rig.recordings),
                               {start_of(session), start_of(session) + SampleCount{50000}});
    EXPECT_GT(peak(file[0][0]), 0);
    EXPECT_EQ(rig.driver.state().misses, 0U);
    for (std::size_t o = 0; o < file.size(); ++o)
        for (std::size_t c = 0; c < file[o].size(); ++c)
            for (std::size_t i = plan::quantum; i < 50000; ++i)
                ASSERT_EQ(rig.heard(o, c)[begun + i], file[o][c][i]) << o << " " << c << " " << i;
}

TEST_P(Live, a_plan_for_hands_sounds_the_same_untouched) {
    const Session session = random_session(GetParam(), {8, 4, 8});
    const Recordings recordings;
    const SampleRange range{start_of(session), start_of(session) + SampleCount{60000}};
    EXPECT_EQ(rendered(*compiled(session, live(several()), recordings), range),
              rendered(*compiled(session, several(), recordings), range));
}

// Ten times slower under a sanitizer.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int steps_of_a_run = 12;
#else
constexpr int steps_of_a_run = 60;
#endif

// A random edit of what can be heard.
Session edited(const Session& session, Dice& dice) {
    Session next = session;
    auto& track = next.tracks[static_cast<std::size_t>(
        dice.whole(0, static_cast<std::int64_t>(next.tracks.size()) - 1))];
    session::Track changed = *track;
    session::Strip strip = *changed.strip;
    switch (dice.whole(0, 3)) {
    case 0: strip.soloed = !strip.soloed; break;
    case 1: strip.values.set(session::strip::fader, dice.number(-30, 6)); break;
    case 2: strip.values.set(session::strip::mute, dice.chance(0.5) ? 1 : 0); break;
    default:
        if (!changed.clips.empty()) changed.clips.erase(changed.clips.begin());
        break;
    }
    changed.strip = std::make_shared<const session::Strip>(std::move(strip));
    track = std::make_shared<const session::Track>(std::move(changed));
    return next;
}

void do_something(LiveRig& rig, Session& session, Dice& dice) {
    const SamplePos start = start_of(session);
    const auto place = [&] { return start + SampleCount{dice.whole(0, 300000)}; };
    const session::StripOwner owner{dice.of(session.tracks)->id, {}};
    switch (dice.whole(0, 9)) {
    case 0: rig.driver.stop(); break;
    case 1: rig.driver.locate(place()); break;
    case 2: {
        const SamplePos at = place();
        rig.driver.loop(SampleRange{at, at + SampleCount{dice.whole(600, 20000)}});
        if (dice.chance(0.7)) rig.driver.locate(at + SampleCount{dice.whole(0, 500)});
        break;
    }
    case 3: rig.driver.loop(std::nullopt); break;
    case 4:
    case 5:
        session = edited(session, dice);
        rig.give(session, several(), dice.chance(0.5) ? render::Moves::kept : render::Moves::released);
        break;
    case 6: {
        constexpr std::array speeds{1.0, 1.0, 0.5, 2.0, 1.1, -1.0, -4.0, 8.0, 0.0, 0.1};
        rig.driver.speed(speeds.at(static_cast<std::size_t>(dice.whole(0, 9))));
        break;
    }
    case 7: rig.driver.release(owner, {{}, {}, "fader"}); break;
    default: rig.driver.move(owner, {{}, {}, "fader"}, dice.number(-60, 6)); break;
    }
    if (dice.chance(0.6)) rig.driver.play();
}

TEST_P(Live, the_log_computes_a_wild_run_again_to_the_bit) {
    Session session = random_session(GetParam() + 20, {5, 4, 8});
    LiveRig rig({}, session.info->rate);
    Dice dice(GetParam());
    rig.run(300);
    rig.give(session, several());
    rig.driver.play();
    for (int place = 0; place < 8; ++place) { // somewhere there is sound
        rig.driver.locate(start_of(session) + SampleCount{40000 * place});
        rig.run(1500);
    }
    for (int step = 0; step < steps_of_a_run; ++step) {
        do_something(rig, session, dice);
        rig.run(dice.whole(1, 4000));
    }
    const std::uint64_t samples = rig.driver.state().output_samples;
    const Recorder again = rig.replayed(samples);
    EXPECT_EQ(rig.driver.state().misses, 0U);
    EXPECT_GT(rig.driver.state().plans_adopted, 0U);
    double loudest = 0;
    ASSERT_EQ(again.outputs.size(), rig.recorder.outputs.size());
    for (std::size_t o = 0; o < again.outputs.size(); ++o)
        for (std::size_t c = 0; c < again.outputs[o].size(); ++c) {
            loudest = std::max(loudest, peak(again.outputs[o][c]));
            ASSERT_EQ(again.outputs[o][c].size(), samples);
            for (std::size_t i = 0; i < samples; ++i)
                ASSERT_EQ(rig.heard(o, c)[i], again.outputs[o][c][i]) << o << " " << c << " " << i;
        }
    EXPECT_GT(loudest, 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Live, testing::Range<std::uint64_t>(1, 5));

} // namespace
} // namespace dub::test
