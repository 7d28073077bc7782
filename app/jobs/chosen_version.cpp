#include "app/jobs/chosen_version.h"

#include <fmt/format.h>

namespace dub::app {
namespace {

Error no_such_version(const session::Session& session, const std::string& wanted) {
    std::string names;
    for (const auto& version : session.versions)
        names += (names.empty() ? "" : ", ") + version->name;
    return {ErrorCode::usage,
            names.empty()
                ? fmt::format("--version: there is no version '{}': the session has none; the edit "
                              "add_version makes one",
                              wanted)
                : fmt::format("--version: there is no version '{}'; the session has {}", wanted, names),
            {}};
}

} // namespace

Result<ChosenVersion> choose_version(const session::Session& session, const std::string& version,
                                     const std::string& language) {
    ChosenVersion chosen{session, {}, {}, language, {}};
    if (!version.empty()) {
        const session::Version* found = session::find_version(session, version);
        if (const auto id = VersionId::parse(version); found == nullptr && id)
            found = session::find_version(session, *id);
        if (found == nullptr) return std::unexpected(no_such_version(session, version));
        TRY(chosen.session, session::as_version(session, found->id));
        chosen.id = found->id;
        chosen.name = found->name;
        chosen.rate = found->rate;
        if (language.empty()) chosen.language = found->language;
    }
    if (chosen.language.empty()) chosen.language = session.info->facts.language;
    return chosen;
}

std::string version_words(const std::string& version, const std::string& language) {
    if (version.empty()) return {};
    return language.empty() ? version + ", " : fmt::format("{}, {}, ", version, language);
}

} // namespace dub::app
