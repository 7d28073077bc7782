#pragma once
// A recording held in memory.

#include <algorithm>
#include <vector>

#include "engine/core/io.h"

namespace dub::test {

class MemorySource final : public AudioSource {
  public:
    // One row for each speaker of the layout, all of the same length.
    MemorySource(const Layout& layout, SampleRate rate, std::vector<std::vector<float>> rows)
        : rows_(std::move(rows))
        , format_{layout, rate, {rows_.empty() ? 0 : static_cast<std::int64_t>(rows_.front().size())}} {}

    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        ++reads;
        for (int c = 0; c < out.channels(); ++c)
            for (int i = 0; i < out.samples(); ++i) {
                const std::int64_t at = start.value + i;
                const bool inside = at >= 0 && at < format_.length.value;
                out.data(c)[i] =
                    inside ? rows_[static_cast<std::size_t>(c)][static_cast<std::size_t>(at)] : 0.0F;
            }
        return {};
    }

    int reads = 0;

  private:
    std::vector<std::vector<float>> rows_;
    AudioFormat format_;
};

} // namespace dub::test
