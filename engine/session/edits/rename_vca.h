#pragma once
// Renames a VCA. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RenameVca {
    VcaId vca;
    std::string name;
    std::optional<std::string> colour;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RenameVca& edit);

extern const EditDeclaration rename_vca_edit;

} // namespace dub::session
