#pragma once
// Says whose turnovers fill tracks: an update of that department replaces their clips and nothing else. Pure,
// any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetDepartment {
    std::vector<TrackId> tracks;
    std::string department; // empty: nobody's
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetDepartment& edit);

extern const EditDeclaration set_department_edit;

} // namespace dub::session
