#include "app/playback/prefetch.h"

#include <algorithm>
#include <cmath>

namespace dub::app {
namespace {

using Known = std::function<bool(FramePos)>;

constexpr std::int64_t frames_ahead = 24;
constexpr std::int64_t block_frames = 12;

std::int64_t stride_of(double speed) {
    constexpr double fastest = 64;
    return static_cast<std::int64_t>(std::lround(std::clamp(std::abs(speed), 1.0, fastest)));
}

std::optional<FramePos> first_unknown(FramePos from, std::int64_t stride, std::int64_t count,
                                      const Known& known) {
    for (std::int64_t n = 0; n < count; ++n)
        if (const FramePos at = from + FrameCount{n * stride}; !known(at)) return at;
    return std::nullopt;
}

// The block that holds the first unknown frame below, from its beginning.
std::optional<FramePos> next_backwards(FramePos from, std::int64_t room, const Known& known) {
    const std::int64_t block = std::clamp<std::int64_t>((room - 1) / 2, 1, block_frames);
    const std::int64_t reach = std::min(frames_ahead, std::max<std::int64_t>(1, room - block));
    const auto missing = first_unknown(from, -1, reach, known);
    if (!missing) return std::nullopt;
    const std::int64_t into = ((missing->value % block) + block) % block;
    return first_unknown(*missing - FrameCount{into}, 1, into + 1, known);
}

} // namespace

Travel travel_of(const PictureWish& wish) {
    if (wish.speed == 0) return Travel::still;
    return wish.speed > 0 ? Travel::forwards : Travel::backwards;
}

std::optional<FramePos> next_to_decode(const PictureWish& wish, std::int64_t room, const Known& known) {
    switch (travel_of(wish)) {
    case Travel::forwards:
        return first_unknown(wish.frame, stride_of(wish.speed), std::min(frames_ahead, room), known);
    case Travel::backwards:
        if (const std::int64_t stride = stride_of(wish.speed); stride > 1)
            return first_unknown(wish.frame, -stride, std::min(frames_ahead, room), known);
        return next_backwards(wish.frame, room, known);
    case Travel::still: break;
    }
    const std::int64_t side = std::min(block_frames, (room - 1) / 2);
    if (const auto ahead = first_unknown(wish.frame, 1, 1 + side, known)) return ahead;
    return first_unknown(wish.frame - FrameCount{side}, 1, side, known);
}

} // namespace dub::app
