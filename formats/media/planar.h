#pragma once
// FFmpeg's sample formats as planar float, full scale +-1. Private to this folder.

#include "engine/core/audio_block.h"

struct AVFrame;

namespace dub::media {

// False for a sample format that sound decoders do not give.
[[nodiscard]] bool can_convert(const AVFrame& frame);
// Samples [from, from + out.samples()) of the frame.
void convert(const AVFrame& frame, int from, AudioBlock out);

} // namespace dub::media
