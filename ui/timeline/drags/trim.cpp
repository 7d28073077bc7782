// Trimming: an edge follows the pointer as far as the recording goes; in shuffle what comes after follows.

#include <algorithm>

#include "ui/edit_values.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {
namespace {

Edit trim(ClipId clip, const char* edge, SamplePos to) {
    return {"trim_clip", {{"clip", value(clip)}, {edge, value(to)}}};
}

Edit open_gap(TrackId track, SamplePos at, SampleCount length) {
    return {"ripple_insert",
            {{"at", value(at)}, {"length", value(length)}, {"tracks", value(std::vector{track})}}};
}

Edit close_gap(TrackId track, SamplePos from, SamplePos to) {
    return {"ripple_delete",
            {{"from", value(from)}, {"to", value(to)}, {"tracks", value(std::vector{track})}}};
}

void trim_start(const session::Session& session, const FoundClip& one, SampleCount by, bool ripple,
                Gesture& out) {
    const SampleRange place = one.clip->place;
    const SamplePos earliest = reach(session, *one.clip).start;
    const SamplePos to = std::clamp(place.start + by, earliest, place.end - SampleCount{1});
    if (to == place.start) return;
    if (!ripple) return out.edits.push_back(trim(one.clip->id, "start", to));
    if (to > place.start) {
        out.edits = {trim(one.clip->id, "start", to), close_gap(one.track->id, place.start, to)};
        return;
    }
    // Room is made before the clip, then it opens back to where it began.
    out.edits = {open_gap(one.track->id, place.start, place.start - to),
                 trim(one.clip->id, "start", place.start)};
}

void trim_end(const session::Session& session, const FoundClip& one, SampleCount by, bool ripple,
              Gesture& out) {
    const SampleRange place = one.clip->place;
    const SamplePos latest = std::max(place.end, reach(session, *one.clip).end);
    const SamplePos to = std::clamp(place.end + by, place.start + SampleCount{1}, latest);
    if (to == place.end) return;
    if (ripple && to > place.end) out.edits.push_back(open_gap(one.track->id, place.end, to - place.end));
    out.edits.push_back(trim(one.clip->id, "end", to));
    if (ripple && to < place.end) out.edits.push_back(close_gap(one.track->id, to, place.end));
}

} // namespace

Gesture trim_gesture(const session::Session& session, const Drag& drag) {
    const FoundClip held = found(session, drag.clip);
    if (!held) return {};
    const bool start = drag.zone == Zone::trim_start;
    const bool ripple = drag.mode == EditMode::shuffle;
    const SamplePos edge = start ? held.clip->place.start : held.clip->place.end;
    const SampleCount by = drag.fine ? drag.by() : snapped(session, drag.mode, edge, drag.by());
    const std::vector<ClipId> clips = ripple ? std::vector{drag.clip} : drag.clips;
    Gesture gesture{named(start ? "Trim start of" : "Trim end of", session, clips), {}, {}};
    for (const FoundClip& one : found_all(session, clips))
        (start ? trim_start : trim_end)(session, one, by, ripple, gesture);
    return gesture;
}

} // namespace dub::ui::timeline
