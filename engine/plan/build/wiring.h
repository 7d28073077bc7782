#pragma once
// The vocabulary of plan building: each call adds a step and says where its sound then is. Latency is settled
// on the way: what runs into one sum is delayed to the latest of it. [control]

#include <map>
#include <optional>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/plan/steps/insert.h"
#include "engine/plan/steps/route.h"

namespace dub::plan {

// A signal while the plan is being built.
struct Wire {
    session::StripOwner owner; // whose sound
    Signal* signal = nullptr;
    std::optional<std::size_t> stage; // that wrote it last; none: nothing ever sounds
    SampleCount latency;
    Busy busy; // when it may sound, in buffer time
    [[nodiscard]] const Layout& layout() const { return signal->layout; }
};

struct Feed {
    Wire from;
    RouteSetup route; // from, to and latency are filled in by sum()
};

class Wiring {
  public:
    // `longest`: the window the plan will be run for at most, in samples.
    explicit Wiring(int longest) { parts_.longest = longest; }
    // What the steps that follow let through; part of their keys (StepKey).
    void set_variant(std::uint64_t variant) { variant_ = variant; }
    [[nodiscard]] Wire silence(const Layout& layout);
    // Takes a step that writes a fresh signal and depends on nothing.
    [[nodiscard]] Wire source(session::StripOwner owner, Signal& signal, std::unique_ptr<Step> step,
                              Busy busy);
    [[nodiscard]] Signal& new_signal(const Layout& layout);
    // In the order given; of none it is silence that may follow sound.
    [[nodiscard]] Wire sum(session::StripOwner owner, const Layout& to, std::vector<Feed> feeds);

    // In place: the wire must not have been handed to anybody yet.
    void trim(Wire& wire, Level level);
    void insert(Wire& wire, InsertId id, InsertSetup setup, const Wire* key);
    void low_pass(Wire& wire, SampleRate rate);
    void delay(Wire& wire, SampleCount to);

    // What has been built; the wiring is empty afterwards.
    [[nodiscard]] Plan::Parts take() { return std::move(parts_); }

  private:
    std::size_t add(std::unique_ptr<Step> step, std::vector<std::size_t> after);
    void remembers(Wire& wire, SampleCount tail, const Busy& heard);
    [[nodiscard]] Wire delayed(const Wire& wire, SampleCount to);

    Plan::Parts parts_;
    std::uint64_t variant_ = 0;
    std::map<std::pair<const Signal*, std::int64_t>, Wire> delayed_; // one delay serves a fader and its sends
};

} // namespace dub::plan
