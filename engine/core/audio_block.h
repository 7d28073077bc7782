#pragma once
// A view of planar audio: channels x samples, 32-bit float, full scale +-1. Owns nothing; safe on the audio
// thread. Channel order is that of the layout that travels beside it.

#include <cassert>
#include <cstddef>
#include <span>
#include <type_traits>

namespace dub {

template <class Sample> class BasicBlock {
  public:
    BasicBlock() = default;
    // `channels` points at `count` pointers, each to `samples` samples (more may lie behind, see `offset`).
    BasicBlock(Sample* const* channels, int count, int samples, int offset = 0)
        : channels_(channels)
        , count_(count)
        , samples_(samples)
        , offset_(offset) {}

    [[nodiscard]] int channels() const { return count_; }
    [[nodiscard]] int samples() const { return samples_; }
    [[nodiscard]] std::span<Sample> channel(int c) const {
        assert(c >= 0 && c < count_);
        return {channels_[c] + offset_, static_cast<std::size_t>(samples_)};
    }
    [[nodiscard]] Sample* data(int c) const { return channels_[c] + offset_; }
    // The part [from, from + samples) of every channel.
    [[nodiscard]] BasicBlock part(int from, int samples) const {
        assert(from >= 0 && samples >= 0 && from + samples <= samples_);
        return {channels_, count_, samples, offset_ + from};
    }
    operator BasicBlock<const Sample>() const requires(!std::is_const_v<Sample>) {
        return {const_cast<const Sample* const*>(channels_), count_, samples_, offset_};
    }

  private:
    Sample* const* channels_ = nullptr;
    int count_ = 0;
    int samples_ = 0;
    int offset_ = 0;
};

using AudioBlock = BasicBlock<float>;
using ConstAudioBlock = BasicBlock<const float>;

} // namespace dub
