// The true-peak limiter as an insert. With a key it listens to the key and turns down the audio.
#include "engine/session/parameters/limiter.h"

#include "engine/core/units.h"
#include "engine/dsp/true_peak_limiter.h"
#include "engine/plan/processor.h"

namespace dub::plan {
namespace {

class Limiter final : public Processor {
  public:
    [[nodiscard]] Result<void> prepare(const Spec& spec) override {
        rate_ = spec.rate;
        keyed_ = spec.key.channels() > 0;
        limiter_.prepare(spec.layout.channels(), spec.key.channels(), spec.rate);
        return {};
    }
    void reset() noexcept override { limiter_.reset(); }
    void adopt(const Processor& predecessor) noexcept override {
        limiter_.adopt(static_cast<const Limiter&>(predecessor).limiter_);
    }

    // A moving ceiling goes in steps of a quantum: the limiter smooths every change of gain over its
    // look-ahead.
    void process(const ProcessBlock& block) noexcept override {
        limiter_.set({.ceiling = Dbtp{block.parameters[0].start}, .release_ms = block.parameters[1].start});
        limiter_.process(block.audio, keyed_ ? block.key : ConstAudioBlock{});
    }

    [[nodiscard]] double take_reduction() noexcept override {
        return -limiter_.take_deepest_reduction().value;
    }

    [[nodiscard]] SampleCount latency() const override { return limiter_.latency(); }
    // For the longest release: which one a lane asks for is not known before it sounds.
    [[nodiscard]] SampleCount tail() const override {
        return dsp::TruePeakLimiter::tail(rate_, session::limiter::release.max);
    }

  private:
    dsp::TruePeakLimiter limiter_;
    SampleRate rate_;
    bool keyed_ = false;
};

} // namespace

ProcessorDeclaration declare_limiter() {
    return {.id = "limiter",
            .name = "True-peak limiter",
            .parameters = session::limiter::all,
            .keyed = Keyed::yes,
            .make = []() -> std::unique_ptr<Processor> { return std::make_unique<Limiter>(); }};
}

} // namespace dub::plan
