#pragma once
// One input through the whole wave reader: header, metadata and the first, last and middle samples.

#include <cmath>
#include <cstddef>
#include <span>

#include "engine/core/audio_buffer.h"
#include "formats/wave/bytes.h"
#include "formats/wave/wave_reader.h"

namespace dub::test {

enum class Outcome : unsigned char { refused, read };

// What is read must be finite; anything else an input may do is to be refused.
inline Outcome try_wave(std::span<const std::byte> input) {
    const auto reader =
        wave::WaveReader::open(wave::bytes_in_memory("input.wav", {input.begin(), input.end()}));
    if (!reader) return Outcome::refused;
    const AudioFormat& format = (*reader)->format();
    AudioBuffer buffer(format.layout.channels(), 64);
    for (const std::int64_t at :
         {std::int64_t{-10}, std::int64_t{0}, format.length.value / 2, format.length.value - 10}) {
        if (!(*reader)->read({at}, buffer.block()))
            __builtin_trap(); // memory does not change: a read cannot fail
        for (int c = 0; c < buffer.channels(); ++c)
            for (const float x : buffer.block().channel(c))
                if (!std::isfinite(x)) __builtin_trap();
    }
    return Outcome::read;
}

} // namespace dub::test
