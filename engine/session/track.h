#pragma once
// A track: clips of one layout and role, and their strip. Plain values, shared, any thread.

#include <optional>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/session/clip.h"
#include "engine/session/role.h"
#include "engine/session/strip.h"

namespace dub::session {

struct Track {
    TrackId id;
    std::string name;
    Layout layout{Speaker::M};
    std::optional<Role> role; // none is allowed while working; it is a diagnostic and enters no stem
    BusId output;
    std::string colour;              // "#rrggbb", empty: by role
    std::vector<Shared<Clip>> clips; // sorted by start, then id; two may overlap as a crossfade, three never
    Shared<Strip> strip = std::make_shared<const Strip>();
};

} // namespace dub::session
