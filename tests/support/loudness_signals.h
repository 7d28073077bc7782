#pragma once
// The test signals of EBU Tech 3341 (table 1) and Tech 3342 that can be made by formula.

#include "engine/core/layout.h"
#include "tests/support/signals.h"

namespace dub::test {

struct Step {
    double seconds = 1;
    double dbfs = -23; // peak of the sine; -infinity is silence
};

// A 1000 Hz sine whose level moves in steps; the phase runs on.
[[nodiscard]] Row stepped_tone(const std::vector<Step>& steps, SampleRate rate, double hz = 1000);

struct ProgrammeSignal {
    Layout layout;
    SampleRate rate;
    std::vector<Row> rows;
};

// The same row in both channels, as most signals of the two documents.
[[nodiscard]] ProgrammeSignal stereo(Row row, SampleRate rate);

// Tech 3341 signals 1 to 6, 9, 12 by number; 3342 signals 1 to 4.
[[nodiscard]] ProgrammeSignal tech_3341(int number, SampleRate rate);
[[nodiscard]] ProgrammeSignal tech_3342(int number, SampleRate rate);
// Signals 10, 13 (one of 20 files each) and 11, 14 (all in one).
[[nodiscard]] ProgrammeSignal tech_3341_shifted(int number, int file, SampleRate rate);
// Signals 15 to 23: true peak.
[[nodiscard]] ProgrammeSignal tech_3341_peak(int number, SampleRate rate);

} // namespace dub::test
