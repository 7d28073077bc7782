#pragma once
// What all parts of the timeline look at: the session as last shown, what a drag in hand would make of it,
// and the state of the view. The parts change it and say so; nobody else owns a copy. [window thread]

#include <functional>
#include <optional>

#include <QString>

#include "ui/ports/ports.h"
#include "ui/timeline/gesture.h"
#include "ui/timeline/rows.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

enum class Changed : unsigned char {
    selection, // clips, range, cursor
    scroll,    // what part is looked at
    layout,    // rows, rulers, heights
    preview,   // what the drag would do
};

struct Scene {
    explicit Scene(Ports& all)
        : ports(all) {}

    Ports& ports;
    session::Session session;
    std::optional<session::Session> preview;
    std::optional<SampleRange> rolled;  // what play covers around the range: pre- and post-roll
    std::optional<SampleRange> zooming; // what the zoom tool covers
    ViewState view;
    Selection selection;
    Rows rows;
    SamplePos playhead;
    std::uint64_t overview_revision = 0; // of what is painted; looked up a few times a second
    int lanes_width = 1, lanes_height = 1;

    std::function<void(Changed)> changed = [](Changed) {};
    std::function<void(const QString&)> hint = [](const QString&) {};

    [[nodiscard]] const session::Session& seen() const { return preview ? *preview : session; }
    // Hands the gesture to the document; says in the hint what went wrong. False: nothing happened.
    bool apply(const Gesture& gesture);
    void say(std::string_view sentence) const {
        hint(QString::fromUtf8(sentence.data(), static_cast<qsizetype>(sentence.size())));
    }
    [[nodiscard]] std::string timecode(SamplePos at) const;
};

} // namespace dub::ui::timeline
