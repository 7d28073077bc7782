// The timeline of a film: 10,000 clips on 100 tracks at 1920x1080. Time to the first picture, then frames of
// scrolling, zooming and playing as p50, p99 and the longest; peak memory. Needs no screen.

#include <QKeyEvent>
#include <QMouseEvent>

#include "tests/bench/big_session.h"
#include "tests/bench/frame_times.h"
#include "tests/ui/fakes.h"
#include "ui/timeline/timeline.h"

namespace {
using namespace dub;
using namespace dub::bench;

void run() {
    const session::Session session =
        bench::make_big_session({.tracks = 100, .clips = 10'000, .points = 1000});
    test::FakePorts fakes(session);
    const auto start = Clock::now();
    ui::Timeline timeline(fakes.ports);
    timeline.resize(1920, 1080);
    timeline.show(session);
    timeline.show();
    paint();
    std::printf("first paint, whole film      %.1f ms\n", ms_since(start));
    const auto scroll = [&](int pixels) {
        return [&timeline, pixels](int) {
            auto view = timeline.view_state();
            view.scale.left += pixels;
            timeline.set_view_state(std::move(view));
        };
    };
    const auto scale = [&](double samples_per_pixel) {
        auto view = timeline.view_state();
        view.top = 0;
        view.scale.samples_per_pixel = samples_per_pixel;
        view.scale.left = view.scale.pixel(session::sample_of(session, session.info->start));
        timeline.set_view_state(std::move(view));
        paint();
    };
    frames("whole film, down", 200, [&](int i) {
        auto view = timeline.view_state();
        view.top = (i % 50) * 37;
        timeline.set_view_state(std::move(view));
    });
    scale(48000);
    frames("1 s a pixel, 40 px a frame", 150, scroll(40));
    scale(4000);
    frames("83 ms a pixel, 40 px a frame", 300, scroll(40));
    scale(100);
    frames("2 ms a pixel, 40 px a frame", 300, scroll(40));
    scale(0.25);
    frames("samples, 40 px a frame", 300, scroll(40));
    scale(4000);
    frames("zooming about the middle", 120, [&](int i) { timeline.zoom(i % 40 < 20 ? 1.25 : 0.8, 900); });
    frames("playing", 600, [&](int i) {
        fakes.transport.now.speed = 1;
        fakes.transport.now.heard = session::sample_of(session, session.info->start) + SampleCount{800LL * i};
        for (const auto& track : session.tracks)
            fakes.meters.levels[{track->id, {}}] = -40 + (i * 7 + static_cast<int>(track->id.value)) % 40;
        timeline.tick(1.0 / 60);
    });
    fakes.transport.now.speed = 0;
    scale(4000);
    auto& lanes = *timeline.findChild<QWidget*>(QStringLiteral("timeline.lanes"));
    const auto send = [&](QEvent::Type type, QPoint at) {
        QMouseEvent event(type, at, lanes.mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&lanes, &event);
    };
    std::string said;
    timeline.hint = [&](const QString& text) { said = text.toStdString(); };
    const auto drag = [&](const char* name, int count) {
        const QPoint inside(300, 45);
        send(QEvent::MouseButtonPress, inside);
        frames(name, count, [&](int i) { send(QEvent::MouseMove, inside + QPoint(10 + i, 0)); });
        std::printf("    %s\n", said.c_str());
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, {});
        QCoreApplication::sendEvent(&lanes, &escape);
    };
    drag("dragging one clip", 100);
    auto selection = timeline.selection();
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips)
            selection.clips.insert(clip->id);
    timeline.set_selection(std::move(selection));
    drag("dragging all 10,000 clips", 10);
}

} // namespace

int main(int count, char** words) { dub::bench::run_window_bench(count, words, run); }
