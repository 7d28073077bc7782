#include "engine/session/edits/rename_clip.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array rename_clip_arguments{
    clip_argument,
    name_argument,
};
constexpr EditText about_rename_clip{"rename_clip", "Rename a clip.", rename_clip_arguments};

Result<RenameClip> read_rename_clip(const ArgumentReader& in) {
    RenameClip edit;
    CHECK(in.read("clip", edit.clip));
    CHECK(in.read("name", edit.name));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RenameClip& edit) {
    return change_clips(session, {&edit.clip, 1}, [&](Clip& clip, const Track&) -> Result<void> {
        clip.name = edit.name;
        return {};
    });
}

const EditDeclaration rename_clip_edit = declare<about_rename_clip, read_rename_clip>();

} // namespace dub::session
