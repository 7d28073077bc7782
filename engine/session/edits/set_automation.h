#pragma once
// Sets how strips take part in automation: their mode, whether hands write trims, and what is safe from them.
// Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetAutomation {
    std::vector<StripOwner> strips;
    std::optional<AutomationMode> mode;
    std::optional<bool> trim;
    std::optional<bool> safe;
    std::optional<std::vector<ParameterAddress>> safe_parameters; // of each strip what it has of them
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetAutomation& edit);

extern const EditDeclaration set_automation_edit;

} // namespace dub::session
