#pragma once
// What a tool would do at a place of a clip. The smart one: its top third selects a range, the rest grabs it,
// edges trim, top corners fade, bottom corners crossfade with the neighbour, the gain line and its points are
// pulled. Pure, any thread.

#include <cstdint>
#include <optional>
#include <string_view>

#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

enum class Zone : unsigned char {
    none, // below the tracks
    range,
    grab,
    trim_start,
    trim_end,
    fade_in,
    fade_out,
    crossfade_start,
    crossfade_end,
    gain,
    point, // of the gain line
    draw,  // a new point on it
    slip,  // grab with the keys that leave the clip and move its sound
    zoom,
    scrub,
};

// A clip on the screen; pixels of the view.
struct ClipBox {
    std::int64_t left = 0, right = 0;
    int top = 0, height = 0;
    std::int64_t fade_in = 0, fade_out = 0;             // pixels
    bool adjoins_before = false, adjoins_after = false; // a neighbour begins or ends there
    std::optional<double> gain_db;                      // of its gain line at the pointer, where it is shown
    bool on_point = false;                              // the pointer is on a point of the line
};

[[nodiscard]] Zone zone_at(const ClipBox& box, Tool tool, std::int64_t x, int y);
[[nodiscard]] Zone zone_beside_clips(Tool tool);

// The height of a gain in a clip: 12 dB at the top of its body, -36 dB at its bottom; and back.
[[nodiscard]] double gain_y(int body_top, int body_height, double gain_db);
[[nodiscard]] double gain_at_y(int body_top, int body_height, double y);
inline constexpr double gain_line_max_db = 12, gain_line_min_db = -36;
// The strip with the name; low clips have none.
[[nodiscard]] int header_height(int clip_height);

// What the status line says while the pointer is there.
[[nodiscard]] std::string_view hint_of(Zone zone);

} // namespace dub::ui::timeline
