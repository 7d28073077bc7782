#include "engine/session/edits/rename_clip.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    clip_argument,
    name_argument,
};
constexpr EditText about{"rename_clip", "Rename a clip.", arguments};

Result<RenameClip> read(const ArgumentReader& in) {
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

const EditDeclaration rename_clip_edit = declare<about, read>();

} // namespace dub::session
