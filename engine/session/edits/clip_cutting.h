#pragma once
// Clips on one track, as people expect of an editor: what is placed overwrites what lies under it, a cut edge
// has no fade, fades that no longer fit are shortened, an overlap stays only where a crossfade covers it.
// Pure, any thread.

#include <span>

#include "engine/session/edits/change.h"

namespace dub::session {

using Clips = std::vector<Shared<Clip>>;

// The part of the clip inside `keep` (which overlaps it). An edge that is cut loses its fade.
[[nodiscard]] Clip part_of(const Clip& clip, SampleRange keep);
// Shortens both fades in proportion until they fit the clip.
void fit_fades(Clip& clip);
// Sorted; where clips overlap without a crossfade the earlier one ends at the later one's start (a locked one
// keeps its place).
void settle(Clips& clips);

// Frees `range`: clips inside go, clips across are trimmed or cut in two (the second half takes its id from
// `ids`).
[[nodiscard]] Result<void> clear_range(Session& ids, Clips& clips, SampleRange range);
// Cuts every clip that lies across `at`, or only `only` when it is not empty. Inside a crossfade it refuses.
[[nodiscard]] Result<void> split_at(Session& ids, Clips& clips, SamplePos at, std::span<const ClipId> only);

struct PlacedClip {
    TrackId track;
    Clip clip;
};
struct Lifted {
    Session session; // without the clips
    std::vector<PlacedClip> clips;
};
// Takes clips off their tracks; locked ones refuse.
[[nodiscard]] Result<Lifted> lift_clips(const Session& session, std::span<const ClipId> ids);
// Puts clips on tracks, overwriting what lies there; among themselves they keep their crossfades.
[[nodiscard]] Result<Session> put_clips(Session session, std::vector<PlacedClip> clips);

// Refuses a clip that would play sound its recording does not have.
[[nodiscard]] Result<void> inside_media(const Session& session, const Clip& clip);

} // namespace dub::session
