#include "engine/session/edits/set_version_fold_down.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/set_fold_down.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array set_version_fold_down_arguments{
    version_argument,
    fold_down_arguments[0],
    fold_down_arguments[1],
    fold_down_arguments[2],
    fold_down_arguments[3],
    fold_down_arguments[4],
    fold_down_arguments[5],
    ArgumentDeclaration{"as_mix", "toggle", "true, false", Need::optional, "the session's again"},
};
constexpr EditText about_set_version_fold_down{"set_version_fold_down",
                                               "Set how a version folds down to narrower layouts.",
                                               set_version_fold_down_arguments};

Result<SetVersionFoldDown> read_set_version_fold_down(const ArgumentReader& in) {
    SetVersionFoldDown edit;
    bool as_mix = false;
    CHECK(in.read("version", edit.version));
    CHECK(in.read("as_mix", as_mix));
    if (as_mix) return edit;
    const Version* version = find_version(in.session(), edit.version);
    edit.fold = version->fold.value_or(in.session().routing->fold);
    CHECK(read_fold_down(in, *edit.fold));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetVersionFoldDown& edit) {
    TRY(Version version, copy_version(session, edit.version));
    version.fold = edit.fold;
    return with_version(session, std::move(version));
}

const EditDeclaration set_version_fold_down_edit =
    declare<about_set_version_fold_down, read_set_version_fold_down>();

} // namespace dub::session
