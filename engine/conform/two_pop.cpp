#include "engine/conform/two_pop.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dub::conform {
namespace {

constexpr double loud = 0.01;  // -40 dBFS: quieter is no pop
constexpr double quiet = 0.03; // of the pop: what lies around it is silence
constexpr double alone_seconds = 0.2;

// The level of each millisecond.
std::vector<double> levels_of(std::span<const float> sound, std::size_t hop) {
    std::vector<double> levels;
    for (std::size_t at = 0; at + hop <= sound.size(); at += hop) {
        double sum = 0;
        for (const float sample : sound.subspan(at, hop))
            sum += static_cast<double>(sample) * static_cast<double>(sample);
        levels.push_back(std::sqrt(sum / static_cast<double>(hop)));
    }
    return levels;
}

bool is_one_kilohertz(std::span<const float> burst, SampleRate rate) {
    std::size_t crossings = 0;
    for (std::size_t i = 1; i < burst.size(); ++i)
        if ((burst[i - 1] < 0) != (burst[i] < 0)) ++crossings;
    const double hz = static_cast<double>(crossings) * static_cast<double>(rate.hz) /
                      (2.0 * static_cast<double>(burst.size()));
    return hz > 950 && hz < 1050;
}

} // namespace

std::optional<SampleCount> find_two_pop(std::span<const float> sound, SampleRate rate, FrameRate frames) {
    const auto hop = static_cast<std::size_t>(rate.hz / 1000);
    if (hop == 0) return std::nullopt;
    const auto levels = levels_of(sound, hop);
    const auto alone = static_cast<std::size_t>(alone_seconds * 1000);
    const double frame_ms = 1000.0 * static_cast<double>(frames.den) / static_cast<double>(frames.num);
    for (std::size_t at = 0; at < levels.size(); ++at) {
        if (levels[at] < loud) continue;
        std::size_t end = at;
        double peak = 0;
        while (end < levels.size() && levels[end] >= loud)
            peak = std::max(peak, levels[end++]);
        const auto length = static_cast<double>(end - at);
        const auto silent = [&](double level) { return level < quiet * peak; };
        const auto before = levels.begin() + static_cast<std::ptrdiff_t>(at > alone ? at - alone : 0);
        const auto after = levels.begin() + static_cast<std::ptrdiff_t>(std::min(end + alone, levels.size()));
        const auto first = levels.begin() + static_cast<std::ptrdiff_t>(at);
        const auto last = levels.begin() + static_cast<std::ptrdiff_t>(end);
        if (length > 0.6 * frame_ms && length < 1.6 * frame_ms && std::all_of(before, first, silent) &&
            std::all_of(last, after, silent) &&
            is_one_kilohertz(sound.subspan(at * hop, (end - at) * hop), rate)) {
            // Into the millisecond: where it first rises.
            std::size_t sample = at * hop;
            while (sample + 1 < sound.size() && std::abs(sound[sample]) < 0.05 * peak)
                ++sample;
            return SampleCount{static_cast<std::int64_t>(sample)};
        }
        at = end;
    }
    return std::nullopt;
}

std::optional<FrameCount> find_picture_pop(std::span<const float> brightness, FrameRate frames) {
    constexpr float dark = 0.06F; // video black with its noise
    const auto two_seconds = static_cast<std::size_t>((2 * frames.num + frames.den / 2) / frames.den);
    std::size_t black = 0; // frames up to the one looked at
    for (std::size_t i = 0; i < brightness.size(); ++i) {
        if (brightness[i] < dark) {
            ++black;
            continue;
        }
        if (black + 1 == two_seconds && i > black)
            return FrameCount{static_cast<std::int64_t>(i - two_seconds)};
        black = 0;
    }
    return std::nullopt;
}

} // namespace dub::conform
