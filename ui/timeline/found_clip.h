#pragma once
// A clip with the track it lies on and its neighbours there. Pure, any thread.

#include <set>

#include "engine/session/lookup.h"

namespace dub::ui::timeline {

struct FoundClip {
    const session::Track* track = nullptr; // nullptr: there is no such clip among those that play
    std::size_t track_index = 0;
    const session::Clip* clip = nullptr;
    const session::Clip* before = nullptr; // the neighbours, nullptr: none
    const session::Clip* after = nullptr;
    explicit operator bool() const { return clip != nullptr; }
};
enum class Edge : unsigned char { start, end };

[[nodiscard]] FoundClip found(const session::Session& session, ClipId id);
// Those that are there, in the order of tracks and time; one walk however many they are.
[[nodiscard]] std::vector<FoundClip> found_all(const session::Session& session,
                                               const std::vector<ClipId>& ids);

// These and all others of the groups that they are in.
[[nodiscard]] std::set<ClipId> with_groups(const session::Session& session, std::set<ClipId> clips);
// Those of `clips` whose edge goes along when that of `held` is pulled: of its own group only they that have
// the edge at the same place, so that what lies inside a group is not cut by its neighbours.
[[nodiscard]] std::vector<ClipId> pulled_together(const session::Session& session,
                                                  const std::vector<ClipId>& clips, ClipId held, Edge edge);
// The second goes on where the first ends, in sound and in place.
[[nodiscard]] bool continues(const session::Clip& first, const session::Clip& second);

// How far the clip could be opened to both sides from its recording; no end where its length is not known.
[[nodiscard]] SampleRange reach(const session::Session& session, const session::Clip& clip);

} // namespace dub::ui::timeline
