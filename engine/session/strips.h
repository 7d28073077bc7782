#pragma once
// The strips of a session in the order in which a person goes along them, on the console and on a control
// surface alike, and what lies behind one of them. Pure, any thread.

#include <set>
#include <string>
#include <vector>

#include "engine/session/pan_kind.h"
#include "engine/session/session.h"

namespace dub::session {

struct NamedStrip {
    StripOwner owner;
    std::string name;
    Layout layout, room; // its own, and of what it plays into; a VCA has neither
    Shared<Strip> strip;
    [[nodiscard]] PanKind pan() const { return pan_kind(layout, room); }
};

// Tracks in the session's order, then predubs, returns, stems, VCAs and the printmaster.
[[nodiscard]] std::vector<NamedStrip> named_strips(const Session& session);

// What a spill of `owner` shows: it, what its VCAs reach, what plays into it. A track: itself alone.
[[nodiscard]] std::set<StripOwner> spilled(const Session& session, const StripOwner& owner);

} // namespace dub::session
