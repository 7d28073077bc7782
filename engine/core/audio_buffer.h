#pragma once
// Owned planar audio: channels x samples, zeroed when made. Made on the control thread, used anywhere.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/audio_block.h"

namespace dub {

class AudioBuffer {
  public:
    AudioBuffer() = default;
    AudioBuffer(int channels, int samples)
        : samples_(samples) {
        const std::size_t stride = (static_cast<std::size_t>(samples) + line - 1) / line * line + apart;
        store_.assign(line + stride * static_cast<std::size_t>(channels), 0.0F);
        const std::size_t over = reinterpret_cast<std::uintptr_t>(store_.data()) / sizeof(float) % line;
        for (int c = 0; c < channels; ++c)
            rows_.push_back(store_.data() + (line - over) + stride * static_cast<std::size_t>(c));
    }
    AudioBuffer(AudioBuffer&&) noexcept = default;
    AudioBuffer& operator=(AudioBuffer&&) noexcept = default;
    AudioBuffer(const AudioBuffer&) = delete; // the rows point into the store
    AudioBuffer& operator=(const AudioBuffer&) = delete;
    ~AudioBuffer() = default;

    [[nodiscard]] int channels() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] int samples() const { return samples_; }
    [[nodiscard]] AudioBlock block() { return {rows_.data(), channels(), samples_}; }
    [[nodiscard]] AudioBlock block(int samples) { return block().part(0, samples); }
    [[nodiscard]] ConstAudioBlock block() const {
        return {const_cast<const float* const*>(rows_.data()), channels(), samples_};
    }

  private:
    // Rows begin at cache lines, so that no wide load straddles two. Rows a power of two long would all lie
    // at the same place of the first-level cache: they would push each other out, and a load from one would
    // wait for a store to another. Five lines between them keep them apart.
    static constexpr std::size_t line = 16, apart = 5 * line; // floats

    std::vector<float> store_;
    std::vector<float*> rows_;
    int samples_ = 0;
};

} // namespace dub
