// A level, nothing else: the smallest processor, and the pattern for the others.
#include "engine/session/parameters/gain.h"

#include "engine/core/units.h"
#include "engine/dsp/mix_kernels.h"
#include "engine/plan/processor.h"

namespace dub::plan {
namespace {

// At the bottom of its range the gain is closed: digital silence, as at a fader.
double factor(double level_db) {
    return level_db <= session::gain::level.min ? 0.0 : to_gain(Db{level_db}).value;
}

class Gain final : public Processor {
  public:
    [[nodiscard]] Result<void> prepare(const Spec& /*spec*/) override { return {}; }
    void reset() noexcept override {}
    void adopt(const Processor& /*predecessor*/) noexcept override {}

    void process(const ProcessBlock& block) noexcept override {
        const dsp::Kernels& kernel = dsp::kernels();
        const Ramp level = block.parameters[0];
        const int samples = block.audio.samples();
        const double start = factor(level.start);
        if (!level.moves()) {
            if (start == 1) return;
            for (int c = 0; c < block.audio.channels(); ++c)
                kernel.apply_gain(block.audio.data(c), samples, static_cast<float>(start));
            return;
        }
        const double step = (factor(level.end) - start) / samples;
        for (int c = 0; c < block.audio.channels(); ++c)
            kernel.apply_ramp(block.audio.data(c), samples, static_cast<float>(start),
                              static_cast<float>(step));
    }

    [[nodiscard]] SampleCount latency() const override { return {}; }
    [[nodiscard]] SampleCount tail() const override { return {}; }
};

} // namespace

ProcessorDeclaration declare_gain() {
    return {.id = "gain",
            .name = "Gain",
            .parameters = session::gain::all,
            .make = []() -> std::unique_ptr<Processor> { return std::make_unique<Gain>(); }};
}

} // namespace dub::plan
