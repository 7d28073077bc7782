#include "app/jobs/limited_reader.h"

#include <algorithm>

namespace dub::app {

LimitedReader::LimitedReader(const FloatStore& store, SampleRange range, Db offset,
                             const std::optional<Limiting>& limiting)
    : store_(store)
    , range_(range)
    , gain_(static_cast<float>(to_gain(offset).value))
    , limits_(limiting.has_value())
    , key_(limiting ? limiting->key : nullptr)
    , buffer_(store.format().layout.channels(), block_samples)
    , input_(range.start)
    , position_(range.start) {
    if (!limits_) return;
    const int keys = key_ != nullptr ? key_->format().layout.channels() : 0;
    if (keys > 0) key_buffer_ = AudioBuffer(keys, block_samples);
    limiter_.prepare(store.format().layout.channels(), keys, store.format().rate);
    limiter_.set({.ceiling = limiting->ceiling});
    position_ -= limiter_.latency();
}

void LimitedReader::amplify(AudioBlock block) const {
    if (gain_ == 1.0F) return;
    for (int c = 0; c < block.channels(); ++c)
        for (float& sample : block.channel(c))
            sample *= gain_;
}

Result<ConstAudioBlock> LimitedReader::next() {
    // A place this close to the last one is the same place to an ear.
    const SampleCount gap{store_.format().rate.hz / 10};
    while (position_ < range_.end) {
        const SampleCount latency = input_ - position_;
        const int samples =
            static_cast<int>(std::min<std::int64_t>(block_samples, (range_.end + latency - input_).value));
        const AudioBlock block = buffer_.block(samples);
        CHECK(store_.read(input_, block));
        amplify(block);
        if (limits_ && key_ == nullptr) limiter_.process(block);
        if (limits_ && key_ != nullptr) {
            const AudioBlock key = key_buffer_.block(samples);
            CHECK(key_->read(input_, key));
            amplify(key);
            limiter_.process(block, key);
        }
        const SampleRange left{position_, position_ + SampleCount{samples}};
        input_ += SampleCount{samples};
        position_ = left.end;
        const SampleRange kept = left.clipped(range_);
        if (limits_)
            if (const Db reduction = limiter_.take_deepest_reduction();
                reduction.value < 0 && !kept.empty()) {
                log_.note(kept, reduction, gap);
                limited_samples_ += kept.length();
            }
        if (kept.empty()) continue; // still the limiter's own latency
        return block.part(static_cast<int>((kept.start - left.start).value),
                          static_cast<int>(kept.length().value));
    }
    return ConstAudioBlock{};
}

} // namespace dub::app
