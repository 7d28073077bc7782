#include "engine/session/edits/set_version.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array set_version_arguments{
    version_argument,
    ArgumentDeclaration{"name", "text", "any", Need::optional, "the new name"},
    ArgumentDeclaration{"notes", "text", "any", Need::optional, "what it is for"},
    ArgumentDeclaration{"language", "text", "en, de …", Need::optional, "for file names"},
    version_rate_argument,
    version_method_argument,
    ArgumentDeclaration{"session_rate", "toggle", "true, false", Need::optional,
                        "back to the session's frame rate"},
};
constexpr EditText about_set_version{"set_version", "Set a version's name, notes, language or frame rate.",
                                     set_version_arguments};

Result<SetVersion> read_set_version(const ArgumentReader& in) {
    SetVersion edit;
    CHECK(in.read("version", edit.version));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("notes", edit.notes));
    CHECK(in.read("language", edit.language));
    CHECK(read_rate(in, edit.rate));
    CHECK(in.read("session_rate", edit.session_rate));
    if (edit.rate && edit.session_rate) return in.refuse("give 'rate' or 'session_rate', not both.");
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetVersion& edit) {
    TRY(Version version, copy_version(session, edit.version));
    version.name = edit.name.value_or(version.name);
    version.notes = edit.notes.value_or(version.notes);
    version.language = edit.language.value_or(version.language);
    if (edit.rate) version.rate = edit.rate;
    if (edit.session_rate) version.rate.reset();
    return with_version(session, std::move(version));
}

const EditDeclaration set_version_edit = declare<about_set_version, read_set_version>();

} // namespace dub::session
