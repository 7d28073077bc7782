#include "engine/session/pan_kind.h"

#include <algorithm>

#include "engine/session/parameters/strip.h"

namespace dub::session {

PanKind pan_kind(const Layout& source, const Layout& room) {
    const bool placed = std::ranges::any_of(
        source.speakers(), [&](Speaker speaker) { return source.position(speaker).has_value(); });
    if (!placed || room.channels() < 2) return PanKind::none;
    if (source.channels() == 1)
        return source[0] == Speaker::M || source[0] == Speaker::C ? PanKind::point : PanKind::none;
    return source == Layout{Speaker::L, Speaker::R} ? PanKind::pair : PanKind::field;
}

bool has(PanKind kind, const Parameter& parameter) {
    const auto is = [&](const Parameter& one) { return parameter.id == one.id; };
    if (!parameter.id.starts_with("pan.")) return true;
    if (is(strip::width)) return kind == PanKind::pair;
    if (is(strip::rotate) || is(strip::scale)) return kind == PanKind::field;
    if (is(strip::divergence) || is(strip::centre)) return kind == PanKind::point || kind == PanKind::pair;
    return kind != PanKind::none;
}

} // namespace dub::session
