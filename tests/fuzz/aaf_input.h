#pragma once
// One input through the whole AAF reader.

#include <cmath>
#include <cstddef>
#include <span>

#include "formats/turnover/aaf/aaf.h"

namespace dub::test {

enum class AafOutcome : unsigned char { refused, read };

// What is read must hang together: sources that exist, spans that do not run backwards, numbers that are.
inline AafOutcome try_aaf(std::span<const std::byte> input) {
    const auto list =
        turnover::aaf::read(wave::bytes_in_memory("input.aaf", {input.begin(), input.end()}), {});
    if (!list) return AafOutcome::refused;
    const int sources = static_cast<int>(list->sources.size());
    for (const auto& track : list->tracks) {
        if (track.channels < 1) __builtin_trap();
        for (const auto& event : track.events) {
            if (event.source < -1 || event.source >= sources) __builtin_trap();
            if (event.record.end < event.record.start || event.played.end < event.played.start)
                __builtin_trap();
            if (event.fade_in.length < Rational{} || event.fade_out.length < Rational{}) __builtin_trap();
            if (std::isnan(event.gain.value)) __builtin_trap();
            for (const auto& point : event.gain_curve.points)
                if (std::isnan(point.value)) __builtin_trap();
        }
    }
    return AafOutcome::read;
}

} // namespace dub::test
