#include "engine/render/interpolator.h"

#include <cmath>
#include <numbers>

namespace dub::render {

Interpolator::Interpolator() {
    using std::numbers::pi;
    constexpr double width = taps / 2.0, pass = 0.95; // of the band: room for the slope
    for (std::size_t t = 0; t < cutoffs.size(); ++t)
        for (int phase = 0; phase <= phases; ++phase) {
            std::array<double, taps> row{};
            double sum = 0;
            for (int i = 0; i < taps; ++i) {
                const double x = i - before - static_cast<double>(phase) / phases;
                const double u = pi * x * cutoffs.at(t) * pass;
                const double window =
                    0.42 + 0.5 * std::cos(pi * x / width) + 0.08 * std::cos(2 * pi * x / width);
                row.at(static_cast<std::size_t>(i)) =
                    std::abs(x) >= width ? 0 : (x == 0 ? 1 : std::sin(u) / u) * window;
                sum += row.at(static_cast<std::size_t>(i));
            }
            for (const double tap : row)
                tables_[t].push_back(static_cast<float>(tap / sum));
        }
}

std::size_t Interpolator::table_for(double speed) {
    std::size_t table = 0;
    while (table + 1 < cutoffs.size() && std::abs(speed) * cutoffs.at(table) > 1.0001)
        ++table;
    return table;
}

float Interpolator::at(std::size_t table, const float* x, std::uint32_t part) const {
    const std::uint32_t phase = part >> 24;
    const float rest = static_cast<float>(part & 0xFFFFFFU) * 0x1p-24F;
    const float* const here = tables_[table].data() + phase * taps;
    const float* const next = here + taps;
    float sum = 0;
    for (int i = 0; i < taps; ++i)
        sum += x[i] * (here[i] + rest * (next[i] - here[i]));
    return sum;
}

} // namespace dub::render
