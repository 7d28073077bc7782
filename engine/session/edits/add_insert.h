#pragma once
// Puts a processor into a strip. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct AddInsert {
    StripOwner strip;
    std::string processor;
    ParameterValues values;
    std::optional<std::int64_t> slot; // from 0; none: last
    bool bypassed = false;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddInsert& edit);

extern const EditDeclaration add_insert_edit;

} // namespace dub::session
