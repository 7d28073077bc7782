#include "engine/measure/live/loudness_history.h"

#include <algorithm>
#include <limits>

#include "engine/measure/loudness.h"

namespace dub::measure {
namespace {

constexpr std::size_t momentary = 4, short_term = 30; // cells

} // namespace

LoudnessHistory::LoudnessHistory(SampleRange programme, SampleRate rate)
    : start_(programme.start)
    , rate_(rate)
    , energies_(static_cast<std::size_t>(
          programme.empty() ? 0 : (programme.length().value * 10 + rate.hz - 1) / rate.hz)) {
    clear();
}

SamplePos LoudnessHistory::place(std::size_t cell) const {
    return start_ + SampleCount{(static_cast<std::int64_t>(cell) * rate_.hz + 5) / 10};
}

std::size_t LoudnessHistory::cell_at(SamplePos place) const {
    const std::int64_t cell = (place - start_).value * 10 / rate_.hz;
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(cell, 0, std::max<std::int64_t>(0, static_cast<std::int64_t>(cells()) - 1)));
}

void LoudnessHistory::put(SamplePos start, double energy) noexcept {
    const std::int64_t twice = (start - start_).value * 20 + rate_.hz; // + half a cell, rounded down
    if (twice < 0) return;
    const auto cell = static_cast<std::size_t>(twice / (2 * rate_.hz));
    if (cell >= cells()) return;
    energies_[cell].store(static_cast<float>(energy), std::memory_order_relaxed);
    if (!changed_.push(cell)) all_changed_.store(true, std::memory_order_release);
}

void LoudnessHistory::clear() noexcept {
    for (auto& energy : energies_)
        energy.store(unheard, std::memory_order_relaxed);
    all_changed_.store(true, std::memory_order_release);
}

std::optional<LoudnessHistory::Cells> LoudnessHistory::take_changed() {
    std::optional<Cells> changed;
    while (const auto cell = changed_.pop()) {
        if (!changed) changed = Cells{*cell, *cell};
        changed->first = std::min<std::size_t>(changed->first, *cell);
        changed->last = std::max<std::size_t>(changed->last, *cell);
    }
    if (cells() == 0) return std::nullopt;
    if (all_changed_.exchange(false, std::memory_order_acquire)) return Cells{0, cells() - 1};
    if (changed) changed->last = std::min(changed->last + short_term - 1, cells() - 1);
    return changed;
}

std::vector<LoudnessHistory::Point> LoudnessHistory::read(std::size_t first, std::size_t count) const {
    const std::size_t begin = first - std::min(first, short_term - 1);
    std::vector<double> energies;
    for (std::size_t cell = begin; cell < first + count; ++cell)
        energies.push_back(energies_[cell].load(std::memory_order_relaxed));
    std::vector<Point> points;
    std::size_t heard = 0; // cells in a row up to here
    for (std::size_t i = 0; i < energies.size(); ++i) {
        heard = energies[i] < 0 ? 0 : heard + 1;
        if (begin + i < first) continue;
        const auto window = [&](std::size_t pieces) {
            return heard < pieces ? std::numeric_limits<float>::quiet_NaN()
                                  : static_cast<float>(loudness_at(energies, i + 1, pieces).value);
        };
        points.push_back({window(momentary), window(short_term)});
    }
    return points;
}

} // namespace dub::measure
