#include "engine/plan/steps/strip_level.h"

#include <algorithm>
#include <cmath>

namespace dub::plan {

StripLevel::StripLevel(const Signal& signal, const RouteSetup& route,
                       std::shared_ptr<measure::LevelMeter> meter)
    : signal_(signal)
    , route_(route)
    , meter_(std::move(meter))
    , gains_(static_cast<std::size_t>(signal.layout.channels())) {
    route_.level.append_moving(moving_);
    moments_.reserve(moving_, SampleCount{max_chunk});
    values_.resize(moments_.capacity());
    scratch_.resize(moments_.capacity());
}

Result<void> StripLevel::run(const Window& window, int) {
    int done = 0; // quanta
    signal_.sound.runs(0, window.quanta, [&](int first, int last) {
        if (first > done) meter_->add_silence((first - done) * quantum);
        measure(window, first, last);
        done = last;
    });
    if (done < window.quanta) meter_->add_silence((window.quanta - done) * quantum);
    return {};
}

void StripLevel::measure(const Window& window, int first, int last) {
    const SamplePos start = window.start + SampleCount{first * quantum};
    moments_.find({start, start + SampleCount{(last - first) * quantum}}, moving_, route_.latency);
    const auto moments = moments_.all();
    const auto values = std::span(values_).first(moments.size());
    route_.level.values(moments, values, std::span(scratch_).first(moments.size()));
    const ConstAudioBlock sound = signal_.buffer.block();
    for (std::size_t m = 0; m + 1 < moments.size(); ++m) {
        const auto from = static_cast<int>((moments[m].at - moments.front().at).value);
        const auto length = static_cast<int>((moments[m + 1].at - moments[m].at).value);
        if (length == 0) continue;
        const double gain = std::max(std::abs(values[m]), std::abs(values[m + 1]));
        for (std::size_t c = 0; c < gains_.size(); ++c)
            gains_[c] = static_cast<float>(
                gain * (route_.channel_gains.empty() ? 1 : std::abs(route_.channel_gains[c])));
        meter_->add(sound.part(first * quantum + from, length), gains_);
    }
}

} // namespace dub::plan
