#pragma once
// A clip with the track it lies on and its neighbours there. Pure, any thread.

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
[[nodiscard]] FoundClip found(const session::Session& session, ClipId id);
// Those that are there, in the order of tracks and time; one walk however many they are.
[[nodiscard]] std::vector<FoundClip> found_all(const session::Session& session,
                                               const std::vector<ClipId>& ids);

// How far the clip could be opened to both sides from its recording; no end where its length is not known.
[[nodiscard]] SampleRange reach(const session::Session& session, const session::Clip& clip);

} // namespace dub::ui::timeline
