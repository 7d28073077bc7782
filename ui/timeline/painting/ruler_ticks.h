#pragma once
// The lines and numbers of rulers for a zoom: none crowded, all on round places. Pure, any thread.

#include <string>
#include <vector>

#include "engine/session/session.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

struct Tick {
    std::int64_t x = 0; // pixel from the left edge
    std::string text;   // empty: a small one
};
// From the left edge to `width`.
[[nodiscard]] std::vector<Tick> ticks_of(Ruler ruler, const session::Session& session, const Scale& scale,
                                         int width);
[[nodiscard]] std::string_view name_of(Ruler ruler); // "Timecode"

} // namespace dub::ui::timeline
