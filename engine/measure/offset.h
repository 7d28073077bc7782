#pragma once
// How far two recordings of the same moment lie apart: a guide track and the field recorder's file, two
// microphones, a screener and its sound.
//
// Generalised cross-correlation with the phase transform (Knapp and Carter, IEEE Trans. ASSP-24, 1976): the
// cross spectrum keeps its phase and gives up its level, so level, equalisation and a camera's compressor do
// not move the peak. Bands outside 100 Hz … 8 kHz, where rumble and a guide's data reduction live, are left
// out. The peak is then judged in the plain signals. [any thread; some memory and time]

#include <cstdint>
#include <optional>
#include <span>

#include "engine/core/time.h"

namespace dub::measure {

struct Offset {
    SampleCount by;        // the same moment comes so many samples later in `b` than in `a`
    double likeness = 0;   // 0 … 1: |correlation| of the two where they overlap, laid over one another
    double clearness = 0;  // the peak over the next one elsewhere; 1 is a guess, above 2 is sure
    bool inverted = false; // one has the other's polarity
};

// Mono, at the same sample rate; looks for `most` samples to both sides. None: one of them is silent or
// shorter than 1024 samples, or they are longer than 2^25 together.
[[nodiscard]] std::optional<Offset> offset_between(std::span<const float> a, std::span<const float> b,
                                                   SampleCount most, SampleRate rate);

} // namespace dub::measure
