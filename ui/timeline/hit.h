#pragma once
// What lies under the pointer, and what the tool in hand would do there. [window thread]

#include <QPoint>
#include <Qt>

#include "ui/timeline/scene.h"
#include "ui/timeline/zones.h"

namespace dub::ui::timeline {

struct Hit {
    Zone zone = Zone::none;
    const Row* row = nullptr;
    session::Shared<session::Clip> clip; // nullptr: beside the clips
    std::optional<std::size_t> point;    // of its gain envelope
};
// `at`: pixels of the lanes.
[[nodiscard]] Hit hit_at(const Scene& scene, QPoint at, Qt::KeyboardModifiers keys);

enum class Held : unsigned char { no, yes };
[[nodiscard]] Qt::CursorShape shape_of(Zone zone, Held held);

// A clip's body, where its gain line runs, in pixels of the lanes.
struct Body {
    int top = 0, height = 1;
};
[[nodiscard]] Body body_of(const Scene& scene, const Row& row);
// The gain line at a place of a clip: its gain and that of its envelope, dB.
[[nodiscard]] double gain_line_at(const session::Clip& clip, SamplePos at);

} // namespace dub::ui::timeline
