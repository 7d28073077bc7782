#pragma once
// A compiled session: steps in an order in which each comes after all it depends on, the signals they share,
// and the outputs. A driver (engine/render) runs the steps for one window of buffer time after another, on
// one thread or on many. Within a plan sound lies `latency` samples later than its place on the timeline;
// each output says how much. The control thread makes and destroys it; one driver runs it.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/plan/automation/live_value.h"
#include "engine/plan/build/busy.h"
#include "engine/plan/media_door.h"
#include "engine/plan/steps/remembering.h"

namespace dub::plan {

class Plan {
  public:
    struct Stage {
        std::unique_ptr<Step> step;
        std::vector<std::size_t> after; // stages it reads from; all earlier in the list
    };
    struct Output {
        std::string name;
        Layout layout;
        Signal* signal = nullptr; // two outputs may share one
        SampleCount latency;      // sample p of the timeline lies at buffer time p + latency
    };
    struct Parts { // what compile() puts together
        session::Session session;
        std::shared_ptr<MediaDoor> door;
        int longest = max_chunk;          // window
        std::unique_ptr<LiveValues> live; // none: nothing can be moved
        std::vector<std::unique_ptr<Signal>> signals;
        std::vector<Stage> stages;
        std::vector<std::unique_ptr<Step>> kept; // worked out once: gains that never move
        std::vector<Output> outputs;
        Busy restless; // when any step that remembers is not at rest
    };
    explicit Plan(Parts parts);

    [[nodiscard]] std::span<const Stage> stages() const { return parts_.stages; }
    [[nodiscard]] std::span<const Output> outputs() const { return parts_.outputs; }
    // Worked out once and for all, and no stages.
    [[nodiscard]] std::span<const std::unique_ptr<Step>> kept() const { return parts_.kept; }
    // The longest of the outputs'.
    [[nodiscard]] SampleCount latency() const;
    // Where a run must begin for the bits at `from` to be those of a run from the very beginning: the last
    // place on the grid at or before it where every step that remembers is at rest.
    [[nodiscard]] SamplePos start_for(SamplePos from) const { return last_rest(parts_.restless, from); }

    // The longest window it can be run for, in samples.
    [[nodiscard]] int longest() const { return parts_.longest; }
    [[nodiscard]] const session::Session& session() const { return parts_.session; }
    // What a hand can move; empty unless the target asked for it. [audio]
    [[nodiscard]] LiveValues& live() { return *parts_.live; }

    // [audio] All steps as fresh.
    void reset();
    // [audio] Instead of reset(): goes on from where `former` stands, which keeps all it has; matched by
    // keys, whatever is new begins fresh and from silence. Then both run the same next window, `former`
    // first. `former` must live until this has run it. Moved parameters stay as they are.
    void adopt(Plan& former) noexcept;
    // [audio] Runs every stage for one window, in order, on this thread. Windows follow each other without a
    // gap.
    [[nodiscard]] Result<void> run(const Window& window);

  private:
    Parts parts_;
    std::vector<Remembering*> memory_; // sorted by key, equal ones in the order of the stages
};

} // namespace dub::plan
