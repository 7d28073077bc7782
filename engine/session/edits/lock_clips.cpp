#include "engine/session/edits/lock_clips.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array lock_clips_arguments{
    clips_argument,
    ArgumentDeclaration{"locked", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about_lock_clips{"lock_clips", "Lock clips against change, or unlock them.",
                                    lock_clips_arguments};

Result<LockClips> read_lock_clips(const ArgumentReader& in) {
    LockClips edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("locked", edit.locked));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const LockClips& edit) {
    const auto lock = [&](Clip& clip, const Track&) -> Result<void> {
        clip.locked = edit.locked;
        return {};
    };
    return change_clips(session, edit.clips, lock, LockedClips::change);
}

const EditDeclaration lock_clips_edit = declare<about_lock_clips, read_lock_clips>();

} // namespace dub::session
