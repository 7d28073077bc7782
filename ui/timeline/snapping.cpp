#include "ui/timeline/snapping.h"

#include <array>
#include <cmath>

namespace dub::ui::timeline {

using session::frame_of;
using session::sample_of;

SamplePos nearest_frame(const session::Session& session, SamplePos at) {
    const FramePos frame = frame_of(session, at);
    const SamplePos before = sample_of(session, frame);
    const SamplePos after = sample_of(session, frame + FrameCount{1});
    return at - before <= after - at ? before : after;
}

SamplePos snapped(const session::Session& session, EditMode mode, SamplePos at) {
    const bool on_grid = mode == EditMode::grid || mode == EditMode::grid_relative;
    return on_grid ? nearest_frame(session, at) : at;
}

SampleCount frames_from(const session::Session& session, SamplePos from, std::int64_t frames) {
    const FramePos frame = frame_of(session, from);
    return sample_of(session, frame + FrameCount{frames}) - sample_of(session, frame);
}

SampleCount snapped(const session::Session& session, EditMode mode, SamplePos from, SampleCount by) {
    if (mode == EditMode::grid) return nearest_frame(session, from + by) - from;
    if (mode != EditMode::grid_relative) return by;
    const double frame = static_cast<double>(session.info->rate.hz * session.info->timecode.rate.den) /
                         static_cast<double>(session.info->timecode.rate.num);
    return frames_from(session, from, std::llround(static_cast<double>(by.value) / frame));
}

std::span<const Nudge> nudges() {
    static constexpr std::array all{
        Nudge{.name = "1 sample", .samples = 1},         Nudge{.name = "10 ms", .milliseconds = 10},
        Nudge{.name = "1/4 frame", .quarter_frames = 1}, Nudge{.name = "1 frame", .frames = 1},
        Nudge{.name = "2 frames", .frames = 2},          Nudge{.name = "6 frames", .frames = 6},
        Nudge{.name = "1 foot", .frames = 16},           Nudge{.name = "1 s", .milliseconds = 1000},
    };
    return all;
}

SampleCount nudged(const session::Session& session, const Nudge& nudge, SamplePos from, std::int64_t steps) {
    SampleCount by{nudge.samples * steps + nudge.milliseconds * steps * session.info->rate.hz / 1000};
    if (nudge.frames != 0) by += frames_from(session, from, nudge.frames * steps);
    if (nudge.quarter_frames != 0)
        by += SampleCount{frames_from(session, from, nudge.quarter_frames * steps).value / 4};
    return by;
}

} // namespace dub::ui::timeline
