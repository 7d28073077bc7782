#include "engine/plan/steps/trim.h"

#include "engine/dsp/mix_kernels.h"

namespace dub::plan {

void apply_gains(AudioBlock block, std::span<const Moment> moments, std::span<const double> gains) {
    const SamplePos start = moments.front().at;
    for (std::size_t m = 0; m + 1 < moments.size(); ++m) {
        const auto length = static_cast<int>((moments[m + 1].at - moments[m].at).value);
        if (length == 0) continue;
        const auto offset = static_cast<int>((moments[m].at - start).value);
        const auto from = static_cast<float>(gains[m]), to = static_cast<float>(gains[m + 1]);
        for (int c = 0; c < block.channels(); ++c) {
            float* const io = block.data(c) + offset;
            if (from != to)
                dsp::kernels().apply_ramp(io, length, from, (to - from) / static_cast<float>(length));
            else if (from != 1)
                dsp::kernels().apply_gain(io, length, from);
        }
    }
}

Trim::Trim(Signal& io, Level level, SampleCount latency)
    : io_(io)
    , level_(std::move(level))
    , latency_(latency) {
    level_.append_moving(moving_);
    moments_.reserve(moving_, SampleCount{io.longest()});
    gains_.resize(moments_.capacity());
    scratch_.resize(moments_.capacity());
}

Result<void> Trim::run(const Window& window, int) {
    io_.sound.runs(0, window.quanta, [&](int first, int last) {
        const SamplePos start = window.start + SampleCount{first * quantum};
        const int samples = (last - first) * quantum;
        moments_.find({start, start + SampleCount{samples}}, moving_, latency_);
        const auto moments = moments_.all();
        const auto gains = std::span(gains_).first(moments.size());
        level_.values(moments, gains, std::span(scratch_).first(moments.size()));
        apply_gains(io_.buffer.block().part(first * quantum, samples), moments, gains);
    });
    return {};
}

} // namespace dub::plan
