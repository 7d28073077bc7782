#include "engine/session/edits/ripple.h"

#include <algorithm>

namespace dub::session {
namespace {

// The lanes with their points changed; those that stay equal stay shared. Null when all do.
Shared<Strip> rippled(const Shared<Strip>& strip, const RippleSteps& steps) {
    Strip changed = *strip;
    bool any = false;
    for (auto& lane : changed.lanes) {
        const Parameter* declared = declared_parameter(*strip, lane->target);
        Points points = steps.points(lane->points, declared == nullptr ? Taper::linear : declared->taper);
        if (points == lane->points) continue;
        Lane moved = *lane;
        moved.points = std::move(points);
        lane = share(std::move(moved));
        any = true;
    }
    // A lane whose every point was taken out says nothing any more.
    std::erase_if(changed.lanes, [](const auto& lane) { return lane->points.empty(); });
    return any ? share(std::move(changed)) : nullptr;
}

FramePos moved_frame(const Session& session, FramePos frame, const RippleSteps& steps) {
    // The nearest: first_sample() rounds up, so a sum of two of them may miss its frame by a sample.
    const SampleCount half{(sample_of(session, FramePos{1}) - SamplePos{}).value / 2};
    return frame_of(session, steps.position(sample_of(session, frame)) + half);
}

void ripple_marks(Session& session, const RippleSteps& steps) {
    std::vector<Marker> markers = *session.markers;
    for (Marker& marker : markers)
        marker.at = moved_frame(session, marker.at, steps);
    if (markers != *session.markers) session.markers = share(std::move(markers));
    std::vector<Segment> segments = *session.segments;
    for (Segment& segment : segments)
        segment.action = {moved_frame(session, segment.action.start, steps),
                          moved_frame(session, segment.action.end, steps)};
    std::erase_if(segments, [](const Segment& segment) { return segment.action.empty(); });
    if (segments != *session.segments) session.segments = share(std::move(segments));
}

void ripple_pictures(Session& session, const RippleSteps& steps) {
    MediaPool pool = *session.pool;
    const auto start = [&](const auto& picture) { return sample_of(session, picture->at); };
    std::erase_if(pool.pictures, [&](const auto& picture) {
        return start(picture) >= steps.removed.start &&
               sample_of(session, picture->at + picture->length) <= steps.removed.end;
    });
    for (auto& shared : pool.pictures) {
        if (start(shared) < steps.removed.end) continue;
        Picture picture = *shared;
        picture.at = moved_frame(session, picture.at, steps);
        shared = share(std::move(picture));
    }
    std::ranges::stable_sort(pool.pictures, {}, [](const auto& picture) { return picture->at; });
    if (pool.pictures != session.pool->pictures) session.pool = share(std::move(pool));
}

void ripple_routing(Session& session, const RippleSteps& steps) {
    Routing routing = *session.routing;
    bool any = false;
    const auto ripple_strips = [&](auto& list) {
        for (auto& shared : list) {
            const Shared<Strip> strip = rippled(shared->strip, steps);
            if (!strip) continue;
            auto changed = *shared;
            changed.strip = strip;
            shared = share(std::move(changed));
            any = true;
        }
    };
    ripple_strips(routing.buses);
    ripple_strips(routing.vcas);
    if (any) session.routing = share(std::move(routing));
}

} // namespace

Result<Session> ripple(const Session& session, const std::vector<TrackId>& tracks, const RippleSteps& steps) {
    for (const TrackId id : tracks)
        if (find_track(session, id) == nullptr) return missing("track", id.text());
    Session next = session;
    for (auto& shared : next.tracks) {
        if (!tracks.empty() && std::ranges::find(tracks, shared->id) == tracks.end()) continue;
        Track track = *shared;
        CHECK(steps.clips(next, track.clips));
        const Shared<Strip> strip = rippled(shared->strip, steps);
        if (strip) track.strip = strip;
        if (strip || track.clips != shared->clips) shared = share(std::move(track));
    }
    if (!tracks.empty()) return next;
    ripple_routing(next, steps);
    ripple_marks(next, steps);
    ripple_pictures(next, steps);
    return next;
}

Result<void> move_after(Clips& clips, SamplePos at, SampleCount by) {
    for (auto& shared : clips) {
        if (shared->place.start < at) continue;
        if (shared->locked) return locked_clip(*shared);
        Clip clip = *shared;
        clip.place = clip.place.moved(by);
        shared = share(std::move(clip));
    }
    settle(clips);
    return {};
}

} // namespace dub::session
