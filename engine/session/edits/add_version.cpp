#include "engine/session/edits/add_version.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array add_version_arguments{
    ArgumentDeclaration{"name", "text", "any", Need::required, "nearfield, broadcast …"},
    ArgumentDeclaration{"like", "version", "id or name", Need::optional, "begins as a copy of that version"},
    ArgumentDeclaration{"notes", "text", "any", Need::optional, "what it is for"},
    ArgumentDeclaration{"language", "text", "en, de …", Need::optional, "for file names; the session's"},
    version_rate_argument,
    version_method_argument,
};
constexpr EditText about_add_version{"add_version",
                                     "Add a version of the mix, for the home, a broadcaster, an airline.",
                                     add_version_arguments};

Result<AddVersion> read_add_version(const ArgumentReader& in) {
    AddVersion edit;
    CHECK(in.read("name", edit.name));
    CHECK(in.read("like", edit.like));
    CHECK(in.read("notes", edit.notes));
    CHECK(in.read("language", edit.language));
    CHECK(read_rate(in, edit.rate));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddVersion& edit) {
    Session next = session;
    Version version;
    if (edit.like) {
        TRY(version, copy_version(session, edit.like));
    }
    version.id = take_id<VersionId>(next);
    version.name = edit.name;
    if (!edit.notes.empty()) version.notes = edit.notes;
    if (!edit.language.empty()) version.language = edit.language;
    if (edit.rate) version.rate = edit.rate;
    next.versions.push_back(share(std::move(version))); // the newest id is the largest
    return next;
}

const EditDeclaration add_version_edit = declare<about_add_version, read_add_version>();

} // namespace dub::session
