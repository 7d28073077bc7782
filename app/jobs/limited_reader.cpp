#include "app/jobs/limited_reader.h"

#include <algorithm>

namespace dub::app {

LimitedReader::LimitedReader(const FloatStore& store, SampleRange range, Db offset,
                             std::optional<Dbtp> ceiling)
    : store_(store)
    , range_(range)
    , gain_(static_cast<float>(to_gain(offset).value))
    , limits_(ceiling.has_value())
    , buffer_(store.format().layout.channels(), block_samples)
    , input_(range.start)
    , position_(range.start) {
    if (!limits_) return;
    limiter_.prepare(store.format().layout.channels(), 0, store.format().rate);
    limiter_.set({.ceiling = *ceiling});
    position_ -= limiter_.latency();
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
        if (gain_ != 1.0F)
            for (int c = 0; c < block.channels(); ++c)
                for (float& sample : block.channel(c))
                    sample *= gain_;
        if (limits_) limiter_.process(block);
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
