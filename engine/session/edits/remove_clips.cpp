#include "engine/session/edits/remove_clips.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_clips_arguments{
    clips_argument,
    automation_argument,
};
constexpr EditText about_remove_clips{"remove_clips",
                                      "Remove clips; their place stays empty (ripple_delete closes it).",
                                      remove_clips_arguments};

Result<RemoveClips> read_remove_clips(const ArgumentReader& in) {
    RemoveClips edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("automation", edit.lanes, lanes_go_names));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveClips& edit) {
    TRY(Lifted lifted, lift_clips(session, edit.clips));
    Session next = std::move(lifted.session);
    for (const PlacedClip& removed : lifted.clips)
        if (edit.lanes == LanesGo::along)
            next = with_lanes_healed(std::move(next), removed.track, {removed.clip.place});
    return next;
}

const EditDeclaration remove_clips_edit = declare<about_remove_clips, read_remove_clips>();

} // namespace dub::session
