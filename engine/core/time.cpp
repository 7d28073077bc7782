#include "engine/core/time.h"

namespace dub {
namespace {

// a * b / c with a wide product: 24 h at 192 kHz times 60000 does not fit 64 bits.
__extension__ using Wide = __int128;

std::int64_t floor_of(Wide a, Wide b) {
    Wide q = a / b;
    if (a % b != 0 && (a < 0) != (b < 0)) --q;
    return static_cast<std::int64_t>(q);
}

std::int64_t ceil_of(Wide a, Wide b) { return -floor_of(-a, b); }

} // namespace

SamplePos first_sample(FramePos frame, FrameRate frames, SampleRate samples) {
    return {ceil_of(Wide{frame.value} * samples.hz * frames.den, frames.num)};
}

FramePos frame_at(SamplePos sample, FrameRate frames, SampleRate samples) {
    return {floor_of(Wide{sample.value} * frames.num, Wide{samples.hz} * frames.den)};
}

SampleRange samples_of(FrameRange range, FrameRate frames, SampleRate samples) {
    return {first_sample(range.start, frames, samples), first_sample(range.end, frames, samples)};
}

FrameRange frames_around(SampleRange range, FrameRate frames, SampleRate samples) {
    const FramePos start = frame_at(range.start, frames, samples);
    const FramePos last = frame_at(range.end - SampleCount{1}, frames, samples);
    return {start, range.empty() ? start : last + FrameCount{1}};
}

} // namespace dub
