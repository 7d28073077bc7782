#pragma once
// Chooses which channels of the recording a clip plays on the channels of its track. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct SetClipChannels {
    std::vector<ClipId> clips;
    std::vector<std::int64_t> channels; // as Clip::channels; empty: by speaker name
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetClipChannels& edit);

// Refuses a choice that does not have one entry for each channel of the track, or names a channel that is not
// there.
[[nodiscard]] Result<void> channels_fit(const Session& session, const Track& track, const Clip& clip);

extern const EditDeclaration set_clip_channels_edit;

} // namespace dub::session
