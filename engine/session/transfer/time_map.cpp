#include "engine/session/transfer/time_map.h"

namespace dub::session {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    const std::int64_t whole = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? whole - 1 : whole;
}

} // namespace

SamplePos on_grid(SamplePos at, SampleRate from, SampleRate to) {
    if (from == to) return at;
    // Whole seconds apart, so that nothing overflows.
    const std::int64_t whole = floor_div(at.value, from.hz);
    const std::int64_t rest = at.value - whole * from.hz;
    return {whole * to.hz + (rest * to.hz + from.hz / 2) / from.hz};
}

TimeMap::TimeMap(const Info& from, const Info& onto, std::optional<FramePos> at)
    : from_rate_(from.rate)
    , onto_rate_(onto.rate)
    , from_frames_(from.timecode.rate)
    , onto_frames_(onto.timecode.rate)
    , from_frame_(at ? from.start : FramePos{})
    , onto_frame_(at.value_or(FramePos{}))
    , from_anchor_(first_sample(from_frame_, from_frames_, from_rate_))
    , onto_anchor_(first_sample(onto_frame_, onto_frames_, onto_rate_)) {}

SamplePos TimeMap::operator()(SamplePos at) const {
    return onto_anchor_ + (on_grid(SamplePos{} + (at - from_anchor_), from_rate_, onto_rate_) - SamplePos{});
}

FramePos TimeMap::operator()(FramePos at) const {
    if (from_frames_ == onto_frames_) return onto_frame_ + (at - from_frame_);
    return frame_at((*this)(first_sample(at, from_frames_, from_rate_)), onto_frames_, onto_rate_);
}

SampleRange TimeMap::operator()(SampleRange range) const {
    return {(*this)(range.start), (*this)(range.end)};
}

SamplePos TimeMap::in_media(SamplePos at) const { return on_grid(at, from_rate_, onto_rate_); }

std::vector<LanePoint> TimeMap::operator()(std::vector<LanePoint> points) const {
    for (LanePoint& point : points)
        point.at = (*this)(point.at);
    return points;
}

bool TimeMap::keeps_frame_edges() const {
    if (!same_rate() || from_frames_ != onto_frames_) return false;
    // A frame is rate * den / num samples: a shift of whole cycles of num frames moves by whole samples.
    const std::int64_t samples = onto_rate_.hz * onto_frames_.den;
    if (samples % onto_frames_.num == 0) return true;
    const std::int64_t shift = (onto_frame_ - from_frame_).value;
    return (shift % onto_frames_.num) * samples % onto_frames_.num == 0;
}

} // namespace dub::session
