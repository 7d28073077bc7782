#pragma once
// How each signal of a plan comes about: read from the steps, for comparing two plans. Refers to the plan.
// Pure, any thread.

#include <map>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/plan/steps/route.h"

namespace dub::plan {

// One step that works on a signal in place. Delays are left out: they move nothing on the timeline.
struct InPlace {
    const Step* step = nullptr;
    SampleCount latency; // of the sound that comes in
};

struct Chain {
    const Step* source = nullptr; // a Reader or a Sum; none: silence
    std::vector<InPlace> steps;
    SampleCount latency;
    Busy busy; // of the timeline
};

class SignalGraph {
  public:
    explicit SignalGraph(const Plan& plan);
    [[nodiscard]] const Chain& chain(const Signal* signal) const;
    // What a delayed copy is a copy of.
    [[nodiscard]] const Signal* original(const Signal* signal) const;
    [[nodiscard]] const RouteSetup& route(const GainTable* table) const { return *routes_.at(table); }

  private:
    void add(const Step& step);
    void work(Chain& chain, const Step& step, SampleCount latency, SampleCount tail);

    std::map<const Signal*, Chain> chains_;
    std::map<const Signal*, const Signal*> copies_;
    std::map<const GainTable*, const RouteSetup*> routes_;
    Chain silence_;
};

// So much earlier as something looks ahead, so much later as it remembers.
[[nodiscard]] Busy reach(Busy changed, SampleCount latency, SampleCount memory);
// The same, but not over a rest: where the sound of both has ended, all that remembers is as fresh.
[[nodiscard]] Busy reach(const Busy& changed, SampleCount latency, SampleCount memory, const Busy& busy);

} // namespace dub::plan
