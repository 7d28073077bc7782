#pragma once
// What the live meters measure of the printmaster's phase and spectrum, in the words of the views. [window
// thread]

#include <cmath>

#include "engine/measure/live/live_meters.h"
#include "ui/ports/meters.h"

namespace dub::app {

[[nodiscard]] inline ui::ScopeReading scope_of(const measure::LiveMeters& meters) {
    const measure::ScopeReading now = meters.scope();
    ui::ScopeReading read;
    read.layout = meters.mains();
    read.turn = now.turn;
    for (int c = 0; c < read.layout.channels(); ++c)
        read.rms_db.push_back(to_db({now.rms[static_cast<std::size_t>(c)]}).value);
    const auto pairs = measure::pairs_of(read.layout);
    for (std::size_t p = 0; p < pairs.size(); ++p)
        read.pairs.push_back({read.layout[pairs[p].left], read.layout[pairs[p].right], now.correlation[p]});
    if (pairs.empty()) return read;
    for (const auto& point : now.points)
        read.points.push_back({point.left, point.right});
    return read;
}

[[nodiscard]] inline ui::SpectrumReading spectrum_of(const measure::LiveMeters& meters) {
    const measure::SpectrumReading now = meters.spectrum();
    ui::SpectrumReading read;
    read.turn = now.turn;
    const auto level = [](double power) { return power > 0 ? 10 * std::log10(power) : minus_infinity; };
    for (int b = 0; b < measure::SpectrumReading::bands_count; ++b)
        read.bands.push_back({measure::band_middle(b), level(now.bands[static_cast<std::size_t>(b)])});
    for (int l = 0; l < measure::SpectrumReading::lines_count; ++l)
        read.lines.push_back({measure::line_middle(l), level(now.lines[static_cast<std::size_t>(l)])});
    return read;
}

} // namespace dub::app
