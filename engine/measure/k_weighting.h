#pragma once
// K-weighting and channel weights of ITU-R BS.1770-5, Annex 1 and 3. Values, any thread.

#include "engine/core/layout.h"
#include "engine/core/time.h"

namespace dub::measure {

// Two filters in series: y = b0 x + b1 x1 + b2 x2 - a1 y1 - a2 y2, then w = y - 2 y1 + y2 - p1 w1 - p2 w2.
struct KFilter {
    double b0 = 0, b1 = 0, b2 = 0, a1 = 0, a2 = 0; // the head: a high shelf
    double p1 = 0, p2 = 0;                         // the revised low-frequency curve: a high pass
    // By which w is too strong: the standard's high pass is not normalised, its gain depends on the rate.
    double power_scale = 1;
};

// 48 kHz: the coefficients of the standard. Other rates: the same analogue curve (B. De Man, "Evaluation of
// implementations of the EBU R128 loudness measurement", AES 145, 2018), level-corrected so that every rate
// agrees with 48 kHz (without it 96 kHz reads 0.02 dB low).
[[nodiscard]] KFilter k_filter(SampleRate rate);

// G_i: 1.41 for speakers less than 30 degrees high and 60 to 120 degrees to the side (Ls Rs Lss Rss), 1 for
// all others, 0 for the LFE, which is no input of the measurement.
[[nodiscard]] double loudness_weight(Speaker speaker);

} // namespace dub::measure
