#include "engine/measure/k_weighting.h"

#include <cmath>
#include <numbers>

namespace dub::measure {
namespace {

struct HighPass {
    double a0, p1, p2;
};

HighPass high_pass(double hz) {
    constexpr double f0 = 38.13547087602444, q = 0.5003270373238773;
    const double k = std::tan(std::numbers::pi * f0 / hz);
    const double a0 = 1 + k / q + k * k;
    return {a0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0};
}

} // namespace

KFilter k_filter(SampleRate rate) {
    if (rate.hz == 48000)
        return {1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241,
                0.73248077421585, -1.99004745483398, 0.99007225036621, 1};
    constexpr double f0 = 1681.974450955533, gain_db = 3.999843853973347, q = 0.7071752369554196;
    const double hz = static_cast<double>(rate.hz);
    const double k = std::tan(std::numbers::pi * f0 / hz);
    const double high = std::pow(10.0, gain_db / 20), band = std::pow(high, 0.4996667741545416);
    const double a0 = 1 + k / q + k * k;
    const HighPass here = high_pass(hz), at_48k = high_pass(48000);
    const double scale = at_48k.a0 / here.a0;
    return {(high + band * k / q + k * k) / a0,
            2 * (k * k - high) / a0,
            (high - band * k / q + k * k) / a0,
            2 * (k * k - 1) / a0,
            (1 - k / q + k * k) / a0,
            here.p1,
            here.p2,
            scale * scale};
}

double loudness_weight(Speaker speaker) {
    switch (speaker) {
    case Speaker::LFE: return 0;
    case Speaker::Ls:
    case Speaker::Rs:
    case Speaker::Lss:
    case Speaker::Rss: return 1.41; // the standard's number: not the square root of two
    default: return 1;
    }
}

} // namespace dub::measure
