#pragma once
// Runs a meter over a signal in blocks.

#include "engine/measure/meter.h"
#include "tests/support/loudness_signals.h"

namespace dub::test {

inline constexpr SampleRate rate{48000};

inline measure::Meter metered(const ProgrammeSignal& signal, int block = 4096) {
    measure::Meter meter(signal.layout, signal.rate);
    const AudioBuffer buffer = buffer_of(signal.rows);
    for (int at = 0; at < buffer.samples(); at += block)
        meter.add(buffer.block().part(at, std::min(block, buffer.samples() - at)));
    return meter;
}

inline measure::Measurement measured(const ProgrammeSignal& signal, int block = 4096) {
    return metered(signal, block).result();
}

} // namespace dub::test
