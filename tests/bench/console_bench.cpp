// The console of a large film: 200 strips, 40 of them VCAs, all in 7.1, at 1920x1080, while every meter moves
// and every fader follows its lane. Strips that are not seen are to cost nothing. Needs no screen.

#include <QScrollBar>

#include <fmt/format.h>

#include "engine/session/edits/add_track.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/punch_lane.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/parameters/strip.h"
#include "tests/bench/frame_times.h"
#include "tests/support/small_session.h"
#include "tests/ui/fakes.h"
#include "ui/console/console.h"

namespace {
using namespace dub;
using namespace dub::bench;

session::Session console_of(std::size_t tracks, std::size_t vcas) {
    session::Session session = test::small_session();
    const SampleRange minute{session::sample_of(session, session.info->start),
                             session::sample_of(session, session.info->start) + SampleCount{60 * 48000}};
    const std::array roles{session::Role::dialogue, session::Role::foley, session::Role::effects,
                           session::Role::ambience, session::Role::score};
    for (std::size_t t = 0; session.tracks.size() < tracks; ++t) {
        session = test::must(session::apply(
            session,
            session::AddTrack{
                fmt::format("T {}", t + 1), *layout_named("7.1"), roles[t % roles.size()], {}, {}, ""}));
        session::PunchLane lane{
            {session.tracks.back()->id, {}, {}}, address_of(session::strip::fader), minute, {}};
        for (std::int64_t point = 0; point < 600; ++point)
            lane.points.push_back({minute.start + SampleCount{point * 4800}, point % 2 == 0 ? -20.0 : 0.0});
        session = test::must(session::apply(session, lane));
    }
    for (std::size_t v = 0; v < vcas; ++v) {
        std::vector<session::StripOwner> members;
        for (std::size_t t = v * 4; t < v * 4 + 4; ++t)
            members.push_back({session.tracks[t]->id, {}, {}});
        session =
            test::must(session::apply(session, session::AddVca{fmt::format("VCA {}", v + 1), members, {}}));
    }
    return session;
}

class Desk {
  public:
    explicit Desk(const session::Session& session)
        : session_(session)
        , fakes_(session)
        , console_(fakes_.ports) {
        console_.resize(1920, 1080);
        console_.QWidget::show();
        paint();
    }
    // All meters move and all faders follow.
    void play(int frame) {
        for (const auto& track : session_.tracks) {
            auto& reading = fakes_.meters.readings[{track->id, {}, {}}];
            reading.layout = track->layout;
            reading.channels.resize(static_cast<std::size_t>(track->layout.channels()));
            int spread = static_cast<int>(track->id.value);
            for (ui::ChannelReading& channel : reading.channels)
                channel.peak = {-40.0 + (frame * 7 + 5 * ++spread) % 40};
        }
        console_.tick(1.0 / 60, begin_ + SampleCount{800LL * frame});
    }
    void scroll_to(int pixel) { console_.horizontalScrollBar()->setValue(pixel); }
    void scroll_to_the_middle() {
        scroll_to(console_.horizontalScrollBar()->maximum() / 2);
        paint();
    }
    void edit(int turn) {
        console_.show(test::must(session::apply(
            session_,
            session::SetParameter{{session_.tracks[3]->id, {}, {}}, "trim", turn % 2 == 0 ? 1.0 : 2.0})));
    }

  private:
    session::Session session_;
    test::FakePorts fakes_;
    ui::Console console_;
    SamplePos begin_ = session::sample_of(session_, session_.info->start);
};

void run() {
    Desk small(console_of(20, 0));
    frames("as many as are seen, playing", 600, [&](int frame) { small.play(frame); });
    const session::Session film = console_of(160, 40);
    const auto start = Clock::now();
    Desk desk(film);
    std::printf("200 strips, first paint      %.1f ms\n", ms_since(start));
    frames("playing, first strips", 600, [&](int frame) { desk.play(frame); });
    desk.scroll_to_the_middle();
    frames("playing, middle", 600, [&](int frame) { desk.play(frame); });
    frames("scrolling 30 px a frame", 300, [&](int frame) {
        desk.scroll_to(frame * 30);
        desk.play(frame);
    });
    frames("an edit of one strip", 100, [&](int frame) { desk.edit(frame); });
}

} // namespace

int main(int count, char** words) { dub::bench::run_window_bench(count, words, run); }
