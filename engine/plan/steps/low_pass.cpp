#include "engine/plan/steps/low_pass.h"

namespace dub::plan {
namespace {

constexpr Hz corner{120};

dsp::SvfSteps section(double q, SampleRate rate) {
    return dsp::SvfSteps(dsp::svf_low_pass(dsp::svf_g(corner, static_cast<double>(rate.hz)), q));
}

} // namespace

LowPass::LowPass(const StepKey& key, Signal& io, SampleRate rate)
    : Remembering(key)
    , io_(io)
    , sections_{section(dsp::butterworth_24[0], rate), section(dsp::butterworth_24[1], rate)}
    , tail_{rate.hz / 2}
    , rest_(tail_)
    , join_(io.layout.channels()) {}

void LowPass::reset() {
    states_ = {};
    rest_.reset();
    join_.reset();
}

void LowPass::adopt(Remembering* former) noexcept {
    reset();
    auto* const other = dynamic_cast<LowPass*>(former);
    join_.begin_from(other == nullptr ? nullptr : &other->join_);
    if (other == nullptr) return;
    other->join_.keep();
    rest_.adopt(other->rest_);
    states_ = other->states_;
}

void LowPass::filter(float* io, int samples) {
    for (int i = 0; i < samples; ++i)
        io[i] = static_cast<float>(states_[1].next(sections_[1], states_[0].next(sections_[0], io[i])));
}

Result<void> LowPass::run(const Window& window, int) {
    const AudioBlock audio = io_.buffer.block();
    if (join_.awaited()) {
        const AudioBlock first = audio.part(0, quantum);
        if (join_.pass(first, io_.sound.has(0), first)) io_.sound.set(0);
    }
    const Activity own = io_.sound;
    io_.sound = rest_.walk(
        own, window.quanta,
        [&](int first, int last) {
            write_silence(audio, own, first, last);
            filter(audio.data(0) + first * quantum, (last - first) * quantum);
        },
        [&] { states_ = {}; });
    return {};
}

} // namespace dub::plan
