#include "app/playback/picture_sync.h"

#include <algorithm>

namespace dub::app {
namespace {

__extension__ using Wide = __int128;

std::int64_t divide_down(Wide a, Wide b) {
    const Wide q = a / b;
    return static_cast<std::int64_t>(a % b < 0 ? q - 1 : q);
}

constexpr SampleCount max_samples{60 * 768'000};
constexpr std::int64_t max_milliseconds = 60'000;
constexpr std::int64_t max_quarter_frames = 4 * 60 * 120;

} // namespace

PictureOffset limited(PictureOffset offset) {
    return {std::clamp(offset.samples, -max_samples, max_samples),
            std::clamp(offset.milliseconds, -max_milliseconds, max_milliseconds),
            std::clamp(offset.quarter_frames, -max_quarter_frames, max_quarter_frames)};
}

// frame = (heard + samples) * num / (hz * den) + milliseconds / 1000 * num / den + quarter_frames / 4, over
// the common denominator 4000 * hz * den.
FramePos frame_seen(SamplePos heard, SampleRate samples, FrameRate frames, PictureOffset offset) {
    const Wide at = Wide{(heard + offset.samples).value} * frames.num * 4000;
    const Wide moved = Wide{offset.milliseconds} * frames.num * 4 * samples.hz;
    const Wide quarters = Wide{offset.quarter_frames} * frames.den * 1000 * samples.hz;
    return {divide_down(at + moved + quarters, Wide{4000} * samples.hz * frames.den)};
}

std::optional<PicturePlace> picture_at(const session::MediaPool& pool, FrameRate frames, FramePos at) {
    std::optional<PicturePlace> found;
    for (const auto& picture : pool.pictures) { // sorted by start
        if (picture->at > at) break;
        const FrameCount into = at - picture->at;
        if (into >= picture->length) continue;
        const std::int64_t index = divide_down(Wide{into.value} * frames.den * picture->rate.num,
                                               Wide{frames.num} * picture->rate.den);
        found = PicturePlace{picture, FrameCount{index}};
    }
    return found;
}

} // namespace dub::app
