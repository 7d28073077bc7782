#include "ui/timeline/zones.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "ui/theme/tokens.h"

namespace dub::ui::timeline {
namespace {

constexpr std::int64_t corner = 12; // px
constexpr int narrowest = 16;       // clips below it are only grabbed and selected

std::optional<Zone> edge_zone(const ClipBox& box, std::int64_t from_left, std::int64_t from_right, int y) {
    const bool upper = (y - box.top) * 3 < box.height;
    const bool lower = (box.top + box.height - y) * 4 <= box.height;
    const std::int64_t edge = std::min<std::int64_t>(theme::trim_zone, (box.right - box.left) / 4);
    const std::int64_t wide = std::min(corner, (box.right - box.left) / 3);
    if (upper && (from_left < wide || std::abs(from_left - box.fade_in) < 5) && from_left < from_right)
        return Zone::fade_in;
    if (upper && (from_right < wide || std::abs(from_right - box.fade_out) < 5)) return Zone::fade_out;
    if (lower && from_left < wide && box.adjoins_before) return Zone::crossfade_start;
    if (lower && from_right < wide && box.adjoins_after) return Zone::crossfade_end;
    if (from_left < edge) return Zone::trim_start;
    if (from_right < edge) return Zone::trim_end;
    return std::nullopt;
}

std::optional<Zone> on_gain_line(const ClipBox& box, int y) {
    if (!box.gain_db) return std::nullopt;
    if (box.on_point) return Zone::point;
    const int header = header_height(box.height);
    const double line = gain_y(box.top + header, box.height - header, *box.gain_db);
    return std::abs(line - static_cast<double>(y)) <= 4 ? std::optional(Zone::gain) : std::nullopt;
}

Zone smart_zone(const ClipBox& box, std::int64_t x, int y) {
    const bool upper = (y - box.top) * 3 < box.height;
    if (box.right - box.left < narrowest) return upper ? Zone::range : Zone::grab;
    if (box.on_point) return Zone::point; // a point near an edge is still to be had
    if (const auto edge = edge_zone(box, x - box.left, box.right - 1 - x, y)) return *edge;
    return on_gain_line(box, y).value_or(upper ? Zone::range : Zone::grab);
}

} // namespace

int header_height(int clip_height) { return clip_height >= theme::scaled(36) ? theme::clip_header : 0; }

double gain_y(int body_top, int body_height, double gain_db) {
    const double part = (gain_line_max_db - gain_db) / (gain_line_max_db - gain_line_min_db);
    return body_top + std::clamp(part, 0.0, 1.0) * (body_height - 1);
}

double gain_at_y(int body_top, int body_height, double y) {
    const double part = std::clamp((y - body_top) / std::max(1, body_height - 1), 0.0, 1.0);
    return gain_line_max_db + part * (gain_line_min_db - gain_line_max_db);
}

Zone zone_at(const ClipBox& box, Tool tool, std::int64_t x, int y) {
    if (x < box.left || x >= box.right || y < box.top || y >= box.top + box.height) return Zone::none;
    switch (tool) {
    case Tool::smart: return smart_zone(box, x, y);
    case Tool::trim: return x - box.left < box.right - x ? Zone::trim_start : Zone::trim_end;
    case Tool::grab: return on_gain_line(box, y).value_or(Zone::grab);
    case Tool::pencil: return box.on_point ? Zone::point : Zone::draw;
    case Tool::zoom:
    case Tool::select:
    case Tool::scrub: break;
    }
    return zone_beside_clips(tool);
}

Zone zone_beside_clips(Tool tool) {
    return tool == Tool::zoom ? Zone::zoom : tool == Tool::scrub ? Zone::scrub : Zone::range;
}

std::string_view hint_of(Zone zone) {
    switch (zone) {
    case Zone::none: return "";
    case Zone::range: return "Drag: select time · click: put the cursor · Shift: extend the selection";
    case Zone::grab:
        return "Drag: move the clip · Alt: copy it · Ctrl+Alt: slip its sound · Shift: add to the selection";
    case Zone::trim_start: return "Drag: trim the start · Ctrl: without the grid";
    case Zone::trim_end: return "Drag: trim the end · Ctrl: without the grid";
    case Zone::fade_in: return "Drag: fade in";
    case Zone::fade_out: return "Drag: fade out";
    case Zone::crossfade_start: return "Drag: crossfade with the clip before";
    case Zone::crossfade_end: return "Drag: crossfade with the clip after";
    case Zone::gain:
        return "Drag: clip gain by 0.1 dB · Ctrl: fine · Alt: a new point of the line · double click: 0 dB";
    case Zone::point: return "Drag: move the point · Ctrl: fine · Alt and click, or double click: remove it";
    case Zone::draw: return "Click: a new point of the gain line · drag: pull it";
    case Zone::zoom: return "Click: come closer · Alt: go further away · drag: zoom to what it covers";
    case Zone::scrub: return "Drag: hear what is under the pointer";
    case Zone::slip: return "Drag: move the sound inside the clip";
    }
    return "";
}

} // namespace dub::ui::timeline
