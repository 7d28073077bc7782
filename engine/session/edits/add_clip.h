#pragma once
// Places a piece of a recording on a track. What lies under it is overwritten. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct AddClip {
    TrackId track;
    MediaId media;
    std::optional<SamplePos> at;       // none: the recording's own timestamp, else the session's start
    SampleCount from;                  // into the recording
    std::optional<SampleCount> length; // none: to the recording's end
    std::string name;                  // empty: the recording's
    Db gain;
    std::vector<std::int64_t> channels; // as Clip::channels
    Fade in, out;
    std::vector<LanePoint> envelope; // dB; session positions as the clip will lie
    bool muted = false;
};
[[nodiscard]] Result<Session> apply(const Session& session, const AddClip& edit);

extern const EditDeclaration add_clip_edit;

} // namespace dub::session
