#pragma once
// Sets a parameter of a processor (engine/session/parameters). A lane of that parameter still plays over it.
// Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetInsertParameter {
    InsertId insert;
    std::string parameter;
    double value = 0; // in the parameter's unit; clamped to its range
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetInsertParameter& edit);

extern const EditDeclaration set_insert_parameter_edit;

} // namespace dub::session
