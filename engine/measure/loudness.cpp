#include "engine/measure/loudness.h"

#include <algorithm>
#include <cmath>

namespace dub::measure {
namespace {

constexpr double silence = 1e-20; // -200 LUFS: what is left of filters that ring out after the last sample

double energy_of(double lufs) { return std::pow(10.0, (lufs + 0.691) / 10); }

const double absolute_gate = energy_of(-70);

// Each window is summed anew: a running sum would drag rounding errors through hours.
double mean(std::span<const double> energies, std::size_t end, std::size_t pieces) {
    double sums[4] = {};
    const std::size_t from = end - pieces;
    std::size_t i = from;
    for (; i + 4 <= end; i += 4)
        for (std::size_t k = 0; k < 4; ++k)
            sums[k] += energies[i + k];
    for (; i < end; ++i)
        sums[0] += energies[i];
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) / static_cast<double>(pieces);
}

std::vector<double> windows(std::span<const double> energies, std::size_t pieces) {
    std::vector<double> result;
    if (energies.size() < pieces) return result;
    result.reserve(energies.size() - pieces + 1);
    for (std::size_t end = pieces; end <= energies.size(); ++end)
        result.push_back(mean(energies, end, pieces));
    return result;
}

// Mean of those above the gate; 0 when none is.
double mean_above(std::span<const double> energies, double gate) {
    double sum = 0;
    std::size_t count = 0;
    for (const double e : energies) {
        if (!(e > gate)) continue;
        sum += e;
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

} // namespace

Lufs loudness_of(double energy) {
    if (!(energy > silence)) return {minus_infinity};
    return {-0.691 + 10 * std::log10(energy)};
}

std::optional<Lufs> integrated_loudness(std::span<const double> energies_100ms) {
    const std::vector<double> blocks = windows(energies_100ms, 4);
    if (blocks.empty()) return std::nullopt;
    const double relative_gate = mean_above(blocks, absolute_gate) * 0.1;
    return loudness_of(mean_above(blocks, std::max(absolute_gate, relative_gate)));
}

std::optional<Lu> loudness_range(std::span<const double> energies_100ms) {
    std::vector<double> kept = windows(energies_100ms, 30);
    std::erase_if(kept, [](double e) { return e < absolute_gate; });
    if (kept.empty()) return std::nullopt;
    double sum = 0;
    for (const double e : kept)
        sum += e;
    const double relative_gate = sum / static_cast<double>(kept.size()) * 0.01;
    std::erase_if(kept, [&](double e) { return e < relative_gate; });
    std::ranges::sort(kept);
    // Tech 3342 annex: index round((n - 1) p / 100 + 1) of a list counted from 1.
    const auto percentile = [&](double p) {
        return kept[static_cast<std::size_t>(std::lround(static_cast<double>(kept.size() - 1) * p))];
    };
    return Lu{10 * std::log10(percentile(0.95) / percentile(0.10))};
}

std::optional<Lufs> loudest_window(std::span<const double> energies, std::size_t pieces) {
    if (energies.size() < pieces) return std::nullopt;
    double most = 0;
    for (std::size_t end = pieces; end <= energies.size(); ++end)
        most = std::max(most, mean(energies, end, pieces));
    return loudness_of(most);
}

Lufs loudness_at(std::span<const double> energies, std::size_t end, std::size_t pieces) {
    const std::size_t have = std::min(end, pieces);
    const double share = static_cast<double>(have) / static_cast<double>(pieces);
    return loudness_of(mean(energies, end, have) * share);
}

std::vector<float> sliding_loudness(std::span<const double> energies, std::size_t pieces) {
    std::vector<float> curve;
    curve.reserve(energies.size());
    for (std::size_t end = 1; end <= energies.size(); ++end)
        curve.push_back(static_cast<float>(loudness_at(energies, end, pieces).value));
    return curve;
}

} // namespace dub::measure
