#pragma once
// Reads a source from front to back through the meter. [writer]

#include <functional>
#include <span>
#include <vector>

#include "engine/core/io.h"
#include "engine/measure/measurement.h"

namespace dub::app {

struct MeasureSource {
    SampleRange range;                               // positions of the source
    std::span<const SampleRange> silenced = {};      // pops: they lie outside loudness
    const std::vector<bool>* speech_100ms = nullptr; // from the range's start; none: dialogue is not measured
    // Besides the whole, each channel measured as a mono file of its own (split mono).
    std::vector<measure::Measurement>* each_channel = nullptr;
    std::function<bool(double)> progress = {}; // 0..1; false stops
};

[[nodiscard]] Result<measure::Measurement> measure_source(AudioSource& source, const MeasureSource& options);

// Where the speech of a dialogue stem lies.
[[nodiscard]] Result<std::vector<bool>> speech_in(AudioSource& stem, SampleRange range);
[[nodiscard]] Result<std::vector<bool>> speech_in(AudioSource& stem); // all of it

// Of the speech of a whole, what lies in a part of it: to the nearest tenth of a second.
[[nodiscard]] std::vector<bool> speech_within(const std::vector<bool>& speech_100ms, SampleRange part,
                                              SampleRate rate);

[[nodiscard]] Error cancelled_error();

} // namespace dub::app
