#pragma once
// Adds a version of the mix: as the mix is, or beginning as a copy of another. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct AddVersion {
    std::string name;
    VersionId like; // none: as the mix
    std::string notes;
    std::string language;
    std::optional<RateChange> rate;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddVersion& edit);

extern const EditDeclaration add_version_edit;

} // namespace dub::session
