#include "app/jobs/clipping.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/core/counted.h"

namespace dub::app {

ClipCounter::ClipCounter(const Layout& layout, int bits)
    : layout_(layout)
    , steps_(bits >= 32 ? 0 : static_cast<double>(1U << (bits - 1)))
    , of_channel_(static_cast<std::size_t>(layout.channels())) {}

void ClipCounter::add(ConstAudioBlock block, SamplePos at) {
    if (steps_ == 0) return;
    const double highest = (steps_ - 0.5) / steps_, lowest = -(steps_ + 0.5) / steps_;
    for (int c = 0; c < block.channels(); ++c) {
        const auto row = block.channel(c);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const double sample = row[i];
            if (!(sample >= highest || sample < lowest)) continue; // NaN: written as 0
            ++of_channel_[static_cast<std::size_t>(c)];
            const SamplePos here = at + SampleCount{static_cast<std::int64_t>(i)};
            first_ = first_ ? std::min(*first_, here) : here;
        }
    }
}

std::int64_t ClipCounter::samples() const {
    return std::accumulate(of_channel_.begin(), of_channel_.end(), std::int64_t{0});
}

std::optional<Diagnostic> ClipCounter::warning(const TimecodeFormat& timecode, SampleRate rate,
                                               std::string where, std::string_view cure) const {
    const std::int64_t count = samples();
    if (count == 0) return std::nullopt;
    std::string channels;
    for (int c = 0; c < layout_.channels(); ++c)
        if (const std::int64_t here = of_channel_[static_cast<std::size_t>(c)]; here > 0)
            channels += fmt::format("{}{} {}", channels.empty() ? "" : ", ", label(layout_[c]), here);
    return Diagnostic{Severity::warning, "sound.clipped", std::move(where),
                      fmt::format("{} above full scale {} clipped ({}), the first at {}; {}",
                                  counted(count, "sample"), count == 1 ? "was" : "were", channels,
                                  to_timecode(frame_at(*first_, timecode.rate, rate), timecode), cure)};
}

} // namespace dub::app
