#pragma once
// Owned planar audio: channels x samples, zeroed when made. Made on the control thread, used anywhere.

#include <cstddef>
#include <vector>

#include "engine/core/audio_block.h"

namespace dub {

class AudioBuffer {
  public:
    AudioBuffer() = default;
    AudioBuffer(int channels, int samples)
        : samples_(samples) {
        // Rows start 64 bytes apart from each other's lines so that wide loads do not straddle two channels.
        const std::size_t stride = (static_cast<std::size_t>(samples) + 15) / 16 * 16;
        store_.assign(stride * static_cast<std::size_t>(channels), 0.0F);
        for (int c = 0; c < channels; ++c)
            rows_.push_back(store_.data() + stride * static_cast<std::size_t>(c));
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
    std::vector<float> store_;
    std::vector<float*> rows_;
    int samples_ = 0;
};

} // namespace dub
