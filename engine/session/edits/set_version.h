#pragma once
// Sets a version's name, notes, language or frame rate. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetVersion {
    VersionId version;
    std::optional<std::string> name, notes, language;
    std::optional<RateChange> rate;
    bool session_rate = false; // back to the session's frame rate
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetVersion& edit);

extern const EditDeclaration set_version_edit;

} // namespace dub::session
