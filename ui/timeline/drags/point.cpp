// Points of the gain line: in height as it is drawn, by a tenth of that in the fine drag; in time between the
// neighbours.

#include <algorithm>
#include <cmath>

#include "ui/edit_values.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/zones.h"

namespace dub::ui::timeline {
namespace {

constexpr double fine_part = 0.1;
constexpr double coarse_step = 10, fine_step = 100; // parts of a dB

double rounded(double db, double parts) { return std::round(db * parts) / parts; }

Edit envelope_edit(const session::Clip& clip, const std::vector<session::LanePoint>& points) {
    return {"set_clip_envelope", {{"clip", value(clip.id)}, {"points", envelope_value(clip, points, {})}}};
}

} // namespace

Gesture point_gesture(const session::Session& session, const Drag& drag) {
    const FoundClip held = found(session, drag.clip);
    if (!held) return {};
    const session::Clip& clip = *held.clip;
    auto points = clip.gain_envelope; // on the recording's samples
    const auto index = static_cast<std::ptrdiff_t>(drag.point);
    if (drag.point_db)
        points.insert(points.begin() + index,
                      {clip.source_start + (drag.from - clip.place.start), *drag.point_db});
    if (drag.point >= points.size()) return {};
    session::LanePoint& point = points[drag.point];
    const SamplePos earliest = index > 0 ? points[drag.point - 1].at + SampleCount{1} : clip.source_start;
    const SamplePos latest = drag.point + 1 < points.size()
                                 ? points[drag.point + 1].at - SampleCount{1}
                                 : clip.source_start + clip.place.length() - SampleCount{1};
    const auto wanted = point.at + SampleCount{drag.fine ? 0 : drag.by().value};
    point.at = std::clamp(wanted, std::min(earliest, point.at), std::max(latest, point.at));
    const double by = drag.up_px * drag.db_per_px * (drag.fine ? fine_part : 1);
    // On top of the clip's gain, within what the line can show.
    const double moved = rounded(point.value + by, drag.fine ? fine_step : coarse_step);
    if (by != 0)
        point.value =
            std::clamp(moved, gain_line_min_db - clip.gain.value, gain_line_max_db - clip.gain.value);
    if (points == clip.gain_envelope) return {};
    return {named(drag.point_db ? "Gain point on" : "Gain of", session, {drag.clip}),
            {envelope_edit(clip, points)},
            {}};
}

Gesture without_point(const session::Session& session, ClipId clip, std::size_t point) {
    const FoundClip held = found(session, clip);
    if (!held || point >= held.clip->gain_envelope.size()) return {};
    auto points = held.clip->gain_envelope;
    points.erase(points.begin() + static_cast<std::ptrdiff_t>(point));
    return {named("Remove gain point of", session, {clip}), {envelope_edit(*held.clip, points)}, {}};
}

} // namespace dub::ui::timeline
