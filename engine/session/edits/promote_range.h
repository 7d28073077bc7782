#pragma once
// Takes a piece of time from a playlist that does not play into the one that does. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/playlists.h"

namespace dub::session {

struct PromoteRange {
    TrackId track;
    PlaylistName playlist;
    SampleRange range;
};
[[nodiscard]] Result<Session> apply(const Session& session, const PromoteRange& edit);

extern const EditDeclaration promote_range_edit;

} // namespace dub::session
