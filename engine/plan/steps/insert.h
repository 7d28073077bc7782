#pragma once
// Runs one insert in place, with its parameters' lanes and its key.

#include <memory>
#include <vector>

#include "engine/measure/live/level_meter.h"
#include "engine/plan/automation/moments.h"
#include "engine/plan/processor.h"
#include "engine/plan/steps/join.h"
#include "engine/plan/steps/remembering.h"
#include "engine/plan/steps/rest.h"

namespace dub::plan {

struct InsertSetup {
    std::unique_ptr<Processor> processor; // prepared for the signal's longest window
    std::vector<Curve> parameters;        // in the order of its declaration
    Signal* key = nullptr;                // this insert's own; as late as the audio; none: not keyed
    SampleCount latency;                  // of the audio that comes in
};

class InsertStep final : public Remembering {
  public:
    InsertStep(const StepKey& key, Signal& io, InsertSetup setup);

    [[nodiscard]] Result<void> run(const Window& window, int part) override;
    void reset() override;
    void adopt(Remembering* former) noexcept override;
    // [control] Where it tells by how many dB its processor lowers the sound.
    void tell(std::shared_ptr<measure::HighestSince> reduction) { reduction_ = std::move(reduction); }

    [[nodiscard]] const Signal& io() const { return io_; }
    [[nodiscard]] const InsertSetup& setup() const { return setup_; }

  private:
    [[nodiscard]] bool is_like(const InsertStep& other) const;
    void join();
    void process(const Window& window, int first, int last);
    void process_piece(ProcessBlock block, std::size_t edge);

    Signal& io_;
    InsertSetup setup_;
    std::vector<const Curve*> curves_;
    Moments moments_;
    std::vector<double> values_; // a row of moments_.capacity() for each parameter
    std::vector<Ramp> ramps_;
    Rest rest_;
    Join join_, key_join_;
    std::shared_ptr<measure::HighestSince> reduction_; // none: nobody looks
};

} // namespace dub::plan
