// Moving clips in time and to other tracks, or copying them there.

#include <algorithm>
#include <map>

#include "ui/edit_values.h"
#include "ui/timeline/clipboard.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {
namespace {

// The clips of each track, by its index.
std::map<std::size_t, std::vector<ClipId>> by_track(const session::Session& session,
                                                    const std::vector<ClipId>& clips) {
    std::map<std::size_t, std::vector<ClipId>> found_on;
    for (const FoundClip& one : found_all(session, clips))
        found_on[one.track_index].push_back(one.clip->id);
    return found_on;
}

SamplePos earliest(const session::Session& session, const std::vector<ClipId>& clips) {
    SamplePos first{std::int64_t{1} << 60};
    for (const FoundClip& one : found_all(session, clips))
        first = std::min(first, one.clip->place.start);
    return first;
}

} // namespace

Gesture move_gesture(const session::Session& session, const Drag& drag) {
    const FoundClip held = found(session, drag.clip);
    if (!held) return {};
    const SampleCount by = snapped(session, drag.mode, held.clip->place.start, drag.by());
    const auto tracks = by_track(session, drag.clips);
    if (tracks.empty() || (by == SampleCount{} && drag.rows == 0)) return {};
    const auto lowest =
        static_cast<int>(session.tracks.size()) - 1 - static_cast<int>(tracks.rbegin()->first);
    const int rows = std::clamp(drag.rows, -static_cast<int>(tracks.begin()->first), lowest);
    Gesture gesture{named(drag.copy ? "Copy" : "Move", session, drag.clips), {}, {}};
    if (drag.copy && rows != 0) {
        Selection chosen;
        chosen.clips.insert(drag.clips.begin(), drag.clips.end());
        const auto first = static_cast<std::size_t>(static_cast<int>(tracks.begin()->first) + rows);
        const Clipboard taken = copied(session, chosen);
        Gesture pasted = paste_gesture(session, taken, taken.start + by, first, drag.automation);
        pasted.name = gesture.name;
        return pasted;
    }
    if (drag.copy) {
        gesture.edits.push_back(
            {"duplicate_clips",
             {{"clips", value(drag.clips)}, {"to", value(earliest(session, drag.clips) + by)}}});
        return gesture;
    }
    const auto move = [&](const auto& entry) {
        session::Arguments arguments{{"clips", value(entry.second)}, {"by", value(by)}};
        const int to = static_cast<int>(entry.first) + rows;
        if (rows != 0) arguments["track"] = value(session.tracks[static_cast<std::size_t>(to)]->id);
        gesture.edits.push_back({"move_clips", std::move(arguments)});
    };
    // The track furthest along goes first, so that none lands on clips which have yet to leave.
    if (rows > 0)
        std::for_each(tracks.rbegin(), tracks.rend(), move);
    else
        std::for_each(tracks.begin(), tracks.end(), move);
    return gesture;
}

} // namespace dub::ui::timeline
