#include "engine/session/edits/mute_clips.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    clips_argument,
    ArgumentDeclaration{"muted", "toggle", "true, false", Need::optional, "true"},
};
constexpr EditText about{"mute_clips", "Mute or unmute clips.", arguments};

Result<MuteClips> read(const ArgumentReader& in) {
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

const EditDeclaration mute_clips_edit = declare<about, read>();

} // namespace dub::session
