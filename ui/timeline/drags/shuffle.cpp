// Shuffling: a clip changes places with its neighbours, no gap opens.

#include <algorithm>

#include "ui/edit_values.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {
namespace {

SamplePos middle(SampleRange range) { return range.start + SampleCount{range.length().value / 2}; }

Edit moved_by(const std::vector<ClipId>& clips, SampleCount by) {
    return {"move_clips", {{"clips", value(clips)}, {"by", value(by)}}};
}

Edit moved_to(ClipId clip, SamplePos to) {
    return {"move_clips", {{"clips", value(std::vector{clip})}, {"to", value(to)}}};
}

// Where neither a clip nor automation of the track lies any more.
SamplePos behind_all(const session::Session& session, const session::Track& track) {
    SamplePos end = track.clips.back()->place.end;
    const auto reach = [&](const std::vector<session::LanePoint>& points) {
        if (!points.empty()) end = std::max(end, points.back().at);
    };
    for (const auto& lane : track.strip->lanes)
        reach(lane->points);
    for (const auto& version : session.versions)
        for (const auto& layer : version->strips)
            if (layer->owner.track == track.id) reach(layer->lane);
    return end;
}

} // namespace

Gesture shuffle_gesture(const session::Session& session, const Drag& drag) {
    if (drag.clips.size() > 1)
        return {{}, {}, "Shuffle moves one clip at a time; select one, or choose another edit mode."};
    const FoundClip held = found(session, drag.clip);
    if (!held || drag.rows != 0) return {{}, {}, "Shuffle moves clips along their own track."};
    const SampleRange place = held.clip->place;
    const SamplePos wanted = middle(place.moved(drag.by()));
    std::vector<ClipId> between;
    SamplePos target = place.start;
    for (const auto& other : held.track->clips) {
        const bool passed_later = other->place.start >= place.end && middle(other->place) < wanted;
        const bool passed_earlier = other->place.end <= place.start && middle(other->place) > wanted;
        if (!passed_later && !passed_earlier) continue;
        target = passed_later ? other->place.end - place.length()
                              : (between.empty() ? other->place.start : target);
        between.push_back(other->id);
    }
    if (between.empty()) return {};
    const SampleCount by = target > place.start ? -place.length() : place.length();
    // Moving overwrites: the clip waits behind all while its place is taken.
    const SamplePos aside = behind_all(session, *held.track) + place.length();
    return {named("Shuffle", session, {drag.clip}),
            {moved_to(drag.clip, aside), moved_by(between, by), moved_to(drag.clip, target)},
            {}};
}

} // namespace dub::ui::timeline
