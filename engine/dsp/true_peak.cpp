#include "engine/dsp/true_peak.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dub::dsp {
namespace {

// Modified Bessel function of order zero, by its power series.
double bessel_i0(double x) {
    double sum = 1, term = 1;
    for (int k = 1; term > 1e-17 * sum; ++k) {
        term *= (x / (2 * k)) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

double sinc(double x) { return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x); }

double kaiser(double u, double beta) {
    return std::abs(u) >= 1 ? 0 : bessel_i0(beta * std::sqrt(1 - u * u)) / bessel_i0(beta);
}

} // namespace

std::vector<float> interpolation_taps(const TruePeakFilter& filter) {
    const int half = filter.taps / 2;
    std::vector<float> h(static_cast<std::size_t>(filter.taps * filter.phases));
    std::vector<double> row(static_cast<std::size_t>(filter.taps));
    for (int p = 0; p < filter.phases; ++p) {
        double sum = 0;
        for (int t = 0; t < filter.taps; ++t) {
            const double distance = t - (half - 1) - static_cast<double>(p) / filter.phases;
            const double at_sample = t == half - 1 ? 1 : 0; // sin(pi n) is not exactly zero
            row[static_cast<std::size_t>(t)] =
                p == 0 ? at_sample : sinc(distance) * kaiser(distance / half, filter.beta);
            sum += row[static_cast<std::size_t>(t)];
        }
        // Gain 1 at 0 Hz in every place: a low tone must read the same wherever its crest falls.
        for (int t = 0; t < filter.taps; ++t)
            h[static_cast<std::size_t>(t * filter.phases + p)] =
                static_cast<float>(row[static_cast<std::size_t>(t)] / sum);
    }
    return h;
}

double interpolation_bound(const TruePeakFilter& filter) {
    const std::vector<float> h = interpolation_taps(filter);
    double largest_sum = 0;
    for (int p = 0; p < filter.phases; ++p) {
        double sum = 0;
        for (int t = 0; t < filter.taps; ++t)
            sum += std::abs(h[static_cast<std::size_t>(t * filter.phases + p)]);
        largest_sum = std::max(largest_sum, sum);
    }
    return largest_sum * (1 + 1e-5); // taps roundings of 6e-8 each
}

float largest(const float* samples, int count) {
    using Four = float __attribute__((vector_size(16), aligned(4), may_alias));
    using Bits = int __attribute__((vector_size(16)));
    Four most{};
    int i = 0;
    for (; i + 4 <= count; i += 4) {
        const Four x = *reinterpret_cast<const Four*>(samples + i);
        const Four size = reinterpret_cast<Four>(reinterpret_cast<Bits>(x) & 0x7FFFFFFF);
        most = size > most ? size : most; // a NaN compares false and is passed over
    }
    float result = std::max(std::max(most[0], most[1]), std::max(most[2], most[3]));
    for (; i < count; ++i)
        if (std::abs(samples[i]) > result) result = std::abs(samples[i]);
    return result;
}

} // namespace dub::dsp
