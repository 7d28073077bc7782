#pragma once
// A timeline of 1000 x 500 pixels over fake ports, with the mouse at hand. Its session is small_session();
// a pixel is 480 samples (10 ms), the left edge is the session's start, tracks are 64 pixels high.

#include <QTest>

#include "tests/support/small_session.h"
#include "tests/ui/fakes.h"
#include "ui/timeline/clip_gestures.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/timeline.h"

namespace dub::test {

// Two clips that adjoin on DX 1 (1 s … 2 s … 3 s), one on FX 1 (4 s … 5 s).
[[nodiscard]] inline session::Session two_lines_and_a_door() {
    constexpr std::int64_t second = 48000;
    session::Session session = small_session();
    put(session, "DX 1", second, 2 * second, "one");
    put(session, "DX 1", 2 * second, 3 * second, "two");
    put(session, "FX 1", 4 * second, 5 * second, "door");
    return session;
}

class TimelineRig {
  public:
    static constexpr std::int64_t pixel = 480;

    explicit TimelineRig(session::Session session = small_session())
        : fakes(std::move(session))
        , timeline(fakes.ports) {
        timeline.hint = [this](const QString& text) { hint = text.toStdString(); };
        fakes.document.changed = [this](const session::Session& now) { timeline.show(now); };
        timeline.resize(1000, 500);
        fakes.transport.now.heard = from_start(0);
        timeline.show(fakes.document.now());
        timeline.show();
        QCoreApplication::processEvents();
        timeline.hide(); // and its timer: time passes by tick() alone
        lanes = &part<ui::timeline::Lanes>("timeline.lanes");
        headers = &part<ui::timeline::Headers>("timeline.headers");
        rulers = &part<ui::timeline::RulerArea>("timeline.rulers");
        view([](ui::timeline::ViewState& state) {
            state.scale.samples_per_pixel = pixel;
            state.scale.left = from_start(0).value / pixel;
            state.mode = ui::timeline::EditMode::slip;
        });
        for (ui::Command& command : timeline.commands())
            commands.emplace(command.id, std::move(command));
    }

    template <class Part> Part& part(const char* name) {
        return dynamic_cast<Part&>(*timeline.findChild<QWidget*>(QString::fromLatin1(name)));
    }
    template <class Change> void view(const Change& change) {
        ui::timeline::ViewState state = timeline.view_state();
        change(state);
        timeline.set_view_state(std::move(state));
    }
    template <class Change> void select(const Change& change) {
        ui::timeline::Selection selection = timeline.selection();
        change(selection);
        timeline.set_selection(std::move(selection));
    }
    void select_clip(ClipId clip) {
        select([&](auto& selection) { selection.clips = {clip}; });
    }
    // On a track of 64 pixels: `part` of its height down, 0 … 1.
    [[nodiscard]] QPoint at(std::int64_t sample, int track, double part) const {
        return {static_cast<int>(sample / pixel), track * 64 + static_cast<int>(part * 63)};
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers keys = {}) {
        QTest::mousePress(lanes, Qt::LeftButton, keys, from);
        move(from + QPoint(4, 0), keys);
        move(to, keys);
        QTest::mouseRelease(lanes, Qt::LeftButton, keys, to);
    }
    // QTest::mouseMove knows no modifiers.
    void move(QPoint to, Qt::KeyboardModifiers keys = {}) {
        QMouseEvent event(QEvent::MouseMove, to, lanes->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, keys);
        QCoreApplication::sendEvent(lanes, &event);
    }
    void run(const char* id) { commands.at(id).run(); }
    [[nodiscard]] const session::Session& now() const { return fakes.document.now(); }
    [[nodiscard]] std::size_t gestures() const { return fakes.document.history_at(); }
    [[nodiscard]] std::string last_gesture() const { return fakes.document.history().back().name; }
    [[nodiscard]] std::string places(const char* track) const { return test::places(now(), track); }

    FakePorts fakes;
    std::string hint;
    ui::Timeline timeline;
    ui::timeline::Lanes* lanes;
    ui::timeline::Headers* headers;
    ui::timeline::RulerArea* rulers;
    std::map<std::string, ui::Command> commands;
};

} // namespace dub::test
