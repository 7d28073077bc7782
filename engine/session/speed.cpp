#include "engine/session/speed.h"

#include <numeric>

namespace dub::session {
namespace {

__extension__ using Wide = __int128; // 2^47 samples times two rates and two ratios

} // namespace

Speed speed_between(FrameRate from, FrameRate to, SpeedMethod method) {
    const std::int64_t num = to.num * from.den;
    const std::int64_t den = to.den * from.num;
    const std::int64_t common = std::gcd(num, den);
    return {num / common, den / common, method};
}

SampleCount at_speed(SampleCount length, SampleRate from, SampleRate to, const Speed& speed) {
    const Wide in = Wide{from.hz} * speed.num;
    return {static_cast<std::int64_t>((Wide{length.value} * to.hz * speed.den + in - 1) / in)};
}

SamplePos at_other_speed(SamplePos at, const Speed& before, const Speed& after) {
    const Wide product = Wide{at.value} * before.num * after.den;
    const Wide by = Wide{before.den} * after.num;
    return {static_cast<std::int64_t>(product >= 0 ? product / by : (product - by + 1) / by)};
}

} // namespace dub::session
