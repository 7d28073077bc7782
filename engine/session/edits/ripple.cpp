#include "engine/session/edits/ripple.h"

#include <algorithm>

namespace dub::session {
namespace {

// Without named tracks all.
bool meant(const std::vector<TrackId>& tracks, StripOwner owner) {
    return tracks.empty() || std::ranges::find(tracks, owner.track) != tracks.end();
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

} // namespace

Result<Session> ripple(const Session& session, const std::vector<TrackId>& tracks, const RippleSteps& steps) {
    for (const TrackId id : tracks)
        if (find_track(session, id) == nullptr) return missing("track", id.text());
    Session next = session;
    for (auto& shared : next.tracks) {
        if (!meant(tracks, {shared->id, {}})) continue;
        Track track = *shared;
        CHECK(steps.clips(next, track.clips));
        if (track.clips != shared->clips) shared = share(std::move(track));
    }
    for (const StripOwner& owner : strip_owners(session))
        if (steps.lanes == LanesGo::along && meant(tracks, owner))
            next = with_lanes_changed(std::move(next), owner, steps.points);
    if (!tracks.empty()) return next;
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
