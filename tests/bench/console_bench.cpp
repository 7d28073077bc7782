// The console of a large film: 200 strips, 40 of them VCAs, all in 7.1, at 1920x1080, while every meter moves
// and every fader follows its lane. Strips that are not seen are to cost nothing. Needs no screen.

#include <QApplication>
#include <QScrollBar>

#include <fmt/format.h>
#include <sys/resource.h>

#include "engine/session/edits/add_track.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/punch_lane.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/parameters/strip.h"
#include "tests/bench/frame_times.h"
#include "tests/support/small_session.h"
#include "tests/ui/fakes.h"
#include "ui/console/console.h"
#include "ui/theme/look.h"

namespace {
using namespace dub;
using namespace dub::bench;

session::Session large_console() {
    session::Session session = test::small_session();
    const SampleRange minute{session::sample_of(session, session.info->start),
                             session::sample_of(session, session.info->start) + SampleCount{60 * 48000}};
    const std::array roles{session::Role::dialogue, session::Role::foley, session::Role::effects,
                           session::Role::ambience, session::Role::score};
    for (std::size_t t = 0; session.tracks.size() < 160; ++t) {
        session = test::must(session::apply(
            session,
            session::AddTrack{
                fmt::format("T {}", t + 1), *layout_named("7.1"), roles[t % roles.size()], {}, {}, ""}));
        session::PunchLane lane{
            {session.tracks.back()->id, {}, {}}, {{}, {}, std::string(session::strip::fader.id)}, minute, {}};
        for (std::int64_t point = 0; point < 600; ++point)
            lane.points.push_back({minute.start + SampleCount{point * 4800}, point % 2 == 0 ? -20.0 : 0.0});
        session = test::must(session::apply(session, lane));
    }
    for (std::size_t v = 0; v < 40; ++v) {
        std::vector<session::StripOwner> members;
        for (std::size_t t = v * 4; t < v * 4 + 4; ++t)
            members.push_back({session.tracks[t]->id, {}, {}});
        session = test::must(session::apply(session, session::AddVca{fmt::format("VCA {}", v + 1), members}));
    }
    return session;
}

void run() {
    const session::Session session = large_console();
    test::FakePorts fakes(session);
    const auto start = Clock::now();
    ui::Console console(fakes.ports);
    console.resize(1920, 1080);
    console.QWidget::show();
    paint();
    std::printf("first paint                  %.1f ms\n", ms_since(start));
    const SamplePos begin = session::sample_of(session, session.info->start);
    const auto play = [&](int frame) {
        for (const auto& track : session.tracks)
            fakes.meters.levels[{track->id, {}, {}}] =
                -40 + (frame * 7 + static_cast<int>(track->id.value)) % 40;
        console.tick(1.0 / 60, begin + SampleCount{800LL * frame});
    };
    frames("playing, first strips", 600, play);
    console.horizontalScrollBar()->setValue(console.horizontalScrollBar()->maximum() / 2);
    paint();
    frames("playing, middle", 600, play);
    frames("scrolling 30 px a frame", 300, [&](int frame) {
        console.horizontalScrollBar()->setValue(frame * 30);
        play(frame);
    });
    frames("an edit of one strip", 100, [&](int frame) {
        auto edited = test::must(session::apply(
            session,
            session::SetParameter{{session.tracks[3]->id, {}, {}}, "trim", frame % 2 == 0 ? 1.0 : 2.0}));
        console.show(edited);
    });
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf("peak memory                  %ld MiB\n", used.ru_maxrss / 1024);
}

} // namespace

int main(int count, char** words) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, words);
    ui::theme::apply_look(application);
    run();
}
