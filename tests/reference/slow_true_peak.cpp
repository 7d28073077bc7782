#include "tests/reference/slow_true_peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dub::test {
namespace {

constexpr int places = 16, reach = 128; // samples to either side

// A sinc under a Blackman-Harris window of four terms (F. J. Harris 1978): side lobes below -92 dB.
double weight(double distance) {
    const double angle = std::numbers::pi * (distance / reach + 1);
    const double window =
        0.35875 - 0.48829 * std::cos(angle) + 0.14128 * std::cos(2 * angle) - 0.01168 * std::cos(3 * angle);
    const double x = std::numbers::pi * distance;
    return distance == 0 ? 1 : window * std::sin(x) / x;
}

} // namespace

double slow_true_peak(const std::vector<float>& samples) {
    double peak = 0;
    const int n = static_cast<int>(samples.size());
    for (int p = 0; p < places; ++p) {
        std::array<double, 2 * reach> h{};
        for (int t = 0; t < 2 * reach; ++t)
            h[static_cast<std::size_t>(t)] = weight(t - (reach - 1) - static_cast<double>(p) / places);
        for (int i = 0; i < n; ++i) {
            double sum = 0;
            const int from = std::max(0, i - (reach - 1)), to = std::min(n, i + reach + 1);
            for (int k = from; k < to; ++k)
                sum += samples[static_cast<std::size_t>(k)] * h[static_cast<std::size_t>(k - i + reach - 1)];
            peak = std::max(peak, std::abs(sum));
        }
    }
    return peak;
}

} // namespace dub::test
