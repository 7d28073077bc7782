#include "engine/session/edits/mute_clips.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array mute_clips_arguments{
    clips_argument,
    ArgumentDeclaration{"muted", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about_mute_clips{"mute_clips", "Mute or unmute clips.", mute_clips_arguments};

Result<MuteClips> read_mute_clips(const ArgumentReader& in) {
    MuteClips edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("muted", edit.muted));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const MuteClips& edit) {
    return change_clips(session, edit.clips, [&](Clip& clip, const Track&) -> Result<void> {
        clip.muted = edit.muted;
        return {};
    });
}

const EditDeclaration mute_clips_edit = declare<about_mute_clips, read_mute_clips>();

} // namespace dub::session
