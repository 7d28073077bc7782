#include "ui/timeline/hit.h"

#include <algorithm>
#include <cmath>

#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {
namespace {

constexpr int point_reach = 6; // px

bool slips(Qt::KeyboardModifiers keys) {
    return keys.testFlag(Qt::ControlModifier) && keys.testFlag(Qt::AltModifier);
}

ClipBox box_of(const Scene& scene, const Row& row, const session::Clip& clip, const FoundClip& beside) {
    const Scale& scale = scene.view.scale;
    ClipBox box;
    box.left = scale.x_of(clip.place.start);
    box.right = std::max(box.left + 1, scale.x_of(clip.place.end));
    box.top = row.top - scene.view.top;
    box.height = row.height - 1;
    box.fade_in = scale.pixel(clip.place.start + clip.in.length) - scale.pixel(clip.place.start);
    box.fade_out = scale.pixel(clip.place.end) - scale.pixel(clip.place.end - clip.out.length);
    box.adjoins_before = beside.before != nullptr && beside.before->place.end >= clip.place.start;
    box.adjoins_after = beside.after != nullptr && beside.after->place.start <= clip.place.end;
    return box;
}

std::optional<std::size_t> point_at(const Scene& scene, const Row& row, const session::Clip& clip,
                                    QPoint at) {
    const Body body = body_of(scene, row);
    std::optional<std::size_t> nearest;
    int reach = point_reach + 1;
    for (std::size_t i = 0; i < clip.gain_envelope.size(); ++i) {
        const session::LanePoint& point = clip.gain_envelope[i];
        const SamplePos place = clip.place.start + (point.at - clip.source_start);
        if (!clip.place.contains(place)) continue;
        const double y = gain_y(body.top, body.height, clip.gain.value + point.value);
        const auto x = static_cast<double>(scene.view.scale.x_of(place));
        const int far = static_cast<int>(std::max(std::abs(x - at.x()), std::abs(y - at.y())));
        if (far >= reach) continue;
        nearest = i;
        reach = far;
    }
    return nearest;
}

} // namespace

Body body_of(const Scene& scene, const Row& row) {
    const int header = header_height(row.height - 1);
    return {row.top - scene.view.top + header, row.height - 1 - header};
}

double gain_line_at(const session::Clip& clip, SamplePos at) {
    const auto drawn = session::value_at(clip.gain_envelope, clip.source_start + (at - clip.place.start),
                                         session::Taper::linear);
    return clip.gain.value + drawn.value_or(0);
}

Hit hit_at(const Scene& scene, QPoint at, Qt::KeyboardModifiers keys) {
    Hit hit{Zone::none, scene.rows.at(at.y() + scene.view.top), nullptr, {}};
    if (hit.row == nullptr) return hit;
    hit.zone = zone_beside_clips(scene.view.tool);
    const auto& clips = clips_of(scene.session, *hit.row);
    const Scale& scale = scene.view.scale;
    const SamplePos under = scale.at_x(at.x());
    const SampleRange pixel{under, std::max(under + SampleCount{1}, scale.at_x(at.x() + 1))};
    const auto [first, last] = reaching_into(clips, pixel, [](const auto& clip) { return clip->place; });
    if (first == last) return hit;
    const auto top = last - 1; // the later one is painted over the earlier
    hit.clip = *top;
    if (hit.row->playlist >= 0) return hit;
    const FoundClip beside{nullptr, 0, top->get(), top == clips.begin() ? nullptr : (top - 1)->get(),
                           top + 1 == clips.end() ? nullptr : (top + 1)->get()};
    ClipBox box = box_of(scene, *hit.row, **top, beside);
    if (scene.view.gain_lines == GainLines::shown) {
        box.gain_db = gain_line_at(**top, under);
        hit.point = point_at(scene, *hit.row, **top, at);
        box.on_point = hit.point.has_value();
    }
    hit.zone = zone_at(box, scene.view.tool, at.x(), at.y());
    if (hit.zone == Zone::grab && slips(keys)) hit.zone = Zone::slip;
    if (hit.zone == Zone::gain && keys.testFlag(Qt::AltModifier)) hit.zone = Zone::draw;
    if (hit.zone == Zone::none) hit.zone = zone_beside_clips(scene.view.tool);
    return hit;
}

Qt::CursorShape shape_of(Zone zone, Held held) {
    switch (zone) {
    case Zone::none: return Qt::ArrowCursor;
    case Zone::range: return Qt::IBeamCursor;
    case Zone::grab: return held == Held::yes ? Qt::ClosedHandCursor : Qt::OpenHandCursor;
    case Zone::trim_start:
    case Zone::trim_end: return Qt::SplitHCursor;
    case Zone::fade_in: return Qt::SizeBDiagCursor;
    case Zone::fade_out: return Qt::SizeFDiagCursor;
    case Zone::crossfade_start:
    case Zone::crossfade_end: return Qt::CrossCursor;
    case Zone::gain: return Qt::SizeVerCursor;
    case Zone::point: return Qt::SizeAllCursor;
    case Zone::draw: return Qt::PointingHandCursor;
    case Zone::slip: return Qt::SizeAllCursor;
    case Zone::zoom: return Qt::CrossCursor;
    case Zone::scrub: return Qt::SizeHorCursor;
    }
    return Qt::ArrowCursor;
}

} // namespace dub::ui::timeline
