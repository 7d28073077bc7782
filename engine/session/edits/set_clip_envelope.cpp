#include "engine/session/edits/set_clip_envelope.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_clip_envelope_arguments{
    clip_argument,
    ArgumentDeclaration{"points", "points", "-144 … 36 dB", Need::required,
                        "[time, dB] pairs on the timeline; an empty list removes it"},
};
constexpr EditText about_set_clip_envelope{"set_clip_envelope", "Draw the gain of a clip over its sound.",
                                           set_clip_envelope_arguments};

Result<SetClipEnvelope> read_set_clip_envelope(const ArgumentReader& in) {
    SetClipEnvelope edit;
    CHECK(in.read("clip", edit.clip));
    CHECK(in.read("points", edit.points, clip_gain_limits));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetClipEnvelope& edit) {
    return change_clips(session, {&edit.clip, 1}, [&](Clip& clip, const Track&) -> Result<void> {
        clip.gain_envelope = edit.points;
        for (LanePoint& point : clip.gain_envelope)
            point.at = clip.source_start + (point.at - clip.place.start);
        return {};
    });
}

const EditDeclaration set_clip_envelope_edit = declare<about_set_clip_envelope, read_set_clip_envelope>();

} // namespace dub::session
