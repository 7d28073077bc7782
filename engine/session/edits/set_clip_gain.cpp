#include "engine/session/edits/set_clip_gain.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_clip_gain_arguments{
    clips_argument,
    ArgumentDeclaration{"gain", "dB", "-144 … 36 dB", Need::optional, "the new gain"},
    ArgumentDeclaration{"by", "dB", "-144 … 144 dB", Need::optional, "how much louder; instead of gain"},
};
constexpr EditText about_set_clip_gain{"set_clip_gain", "Set the gain of clips, or change it by an amount.",
                                       set_clip_gain_arguments};

Result<SetClipGain> read_set_clip_gain(const ArgumentReader& in) {
    SetClipGain edit;
    CHECK(in.read("clips", edit.clips));
    if (in.has("gain") == in.has("by")) return in.refuse("'gain' or 'by' is needed, not both.");
    if (in.has("gain")) CHECK(in.read("gain", edit.gain.emplace(0), clip_gain_limits));
    CHECK(in.read("by", edit.by, {-144, 144, "dB"}));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetClipGain& edit) {
    return change_clips(session, edit.clips, [&](Clip& clip, const Track&) -> Result<void> {
        clip.gain.value = std::clamp(edit.gain.value_or(clip.gain.value) + edit.by, clip_gain_limits.min,
                                     clip_gain_limits.max);
        return {};
    });
}

const EditDeclaration set_clip_gain_edit = declare<about_set_clip_gain, read_set_clip_gain>();

} // namespace dub::session
