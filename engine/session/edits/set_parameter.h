#pragma once
// Sets a parameter of a strip (engine/session/parameters/strip.h). A lane of that parameter still plays over
// it. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetParameter {
    StripOwner strip;
    std::string parameter;
    double value = 0; // in the parameter's unit; clamped to its range
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetParameter& edit);

extern const EditDeclaration set_parameter_edit;

} // namespace dub::session
