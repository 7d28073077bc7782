#pragma once
// Another length at the same pitch: Rubber Band's finer engine (R3), offline, all channels in one stretcher
// so that their phases stay together. Two passes over the source: it is studied, then played. The result is
// the same for every run. Not linear: stretched stems do not sum to the stretched mix to the last bit.
// [writer]

#include <functional>

#include "engine/core/io.h"
#include "engine/dsp/resampled_source.h"

namespace dub::dsp {

// Writes ceil(length * den / num) samples per channel, at the source's rate and layout, to `sink`; the caller
// finishes it. `faster` within 1/4 … 4. `go_on` is asked between blocks; false stops with an error
// (cancelled). Errors: what source and sink say, a ratio outside the range (unfit).
[[nodiscard]] Result<void> stretch(AudioSource& source, ResampledSource::Faster faster, AudioSink& sink,
                                   const std::function<bool()>& go_on = {});

// How long the result is.
[[nodiscard]] SampleCount stretched_length(SampleCount length, ResampledSource::Faster faster);

} // namespace dub::dsp
