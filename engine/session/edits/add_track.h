#pragma once
// Adds a track. Without an output it feeds the stem that takes its role, else the printmaster. Pure, any
// thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddTrack {
    std::string name;
    Layout layout{Speaker::M};
    std::optional<Role> role;
    std::optional<BusId> output;
    std::optional<std::int64_t> index; // its place among the tracks, from 0; none: last
    std::string colour;
    std::string department = {};
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddTrack& edit);

extern const EditDeclaration add_track_edit;

} // namespace dub::session
