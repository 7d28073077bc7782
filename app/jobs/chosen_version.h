#pragma once
// The version of the mix that a job works on: laid over the session, and what it is called. Pure.

#include <string>

#include "engine/session/session.h"

namespace dub::app {

struct ChosenVersion {
    session::Session session; // as this version has it
    VersionId id;             // none: the mix itself
    std::string name;         // empty: the mix itself
    std::string language;     // may be empty
    std::optional<session::RateChange> rate;
};

// `version` by name or id, empty for the mix itself; `language` stands in for the version's own and the
// session's. Errors (usage): there is no such version; the sentence lists those there are.
[[nodiscard]] Result<ChosenVersion> choose_version(const session::Session& session,
                                                   const std::string& version, const std::string& language);

// "nearfield, nl, " for a title, empty for the mix itself.
[[nodiscard]] std::string version_words(const std::string& version, const std::string& language);

} // namespace dub::app
