#pragma once
// Runs a plan along the timeline, sample after sample, its latency taken off, through loops and from one plan
// to the next. Knows no device and no transport; the live driver and the replay of its log use it alike. What
// it gives depends on what it was told at which sample only, never on how it was asked in pieces. [audio, one
// thread]
//
// A new plan takes over like this. From the window now due on both plans run side by side: each step of the
// new one that remembers goes on from a copy of its predecessor's state, so tails are kept, and its input is
// led over from what its predecessor hears within a quantum (plan/steps/join.h), so no memory hears a jump.
// What is heard stays the old plan's until the first sample that has run through the new one from end to end,
// a latency later; there the outputs are cross-faded over one quantum. What did not change is the same in
// both, to the bit. A change of latency needs nothing of its own: both are heard on time.

#include "engine/render/live_plan.h"
#include "engine/render/time_map.h"

namespace dub::render {

class Deck {
  public:
    // Which plan runs; nothing before the first.
    [[nodiscard]] LivePlan* current() const { return current_; }
    // Whose outputs the last read() gave.
    [[nodiscard]] LivePlan* given() const { return given_; }

    // At rest: changes at once. In a run: begins the take-over; not before the last has ended.
    void put(LivePlan& plan);
    void take_over(LivePlan& plan);
    [[nodiscard]] bool taking_over() const { return next_ != nullptr; }

    // A fresh run from there; a take-over ends.
    void start(SamplePos at);
    void loop(SampleRange range);
    // Runs ahead so far that the first read() costs no more than others; adds up to the latency.
    void prime(int samples);
    // The place of the next sample.
    [[nodiscard]] SamplePos position() { return map_.heard_at(heard_); }
    // The next samples, up to `samples` and LivePlan::most, in given()->heard: returns how many, at least
    // one.
    int read(int samples);

    // The place of the window now due; needs a plan.
    [[nodiscard]] SamplePos due() { return map_.at(current_->computed()).place(current_->computed()); }
    // From the window now due on.
    void move(const plan::LiveAddress& address, double to);
    void release(const plan::LiveAddress& address, SampleCount within);
    void release_all(LivePlan& plan);

    [[nodiscard]] std::uint64_t failures() const { return failures_; }

  private:
    [[nodiscard]] bool blending() const { return next_ != nullptr && heard_ >= blend_at_; }
    int fetch(int samples, Bundle LivePlan::*to);
    void skip(std::int64_t samples);
    void run_until(LivePlan& plan, std::int64_t count);
    void pull(LivePlan& plan, int samples, Bundle& to);
    void turn(int from, int samples);
    void settle(LivePlan& plan);
    template <class Do> void each_plan(Do what);

    TimeMap map_;
    LivePlan* current_ = nullptr;
    LivePlan* next_ = nullptr;
    LivePlan* given_ = nullptr;
    std::int64_t heard_ = 0; // count of the next sample
    std::int64_t primed_ = 0;
    std::int64_t blend_at_ = 0; // count where the cross-fade to next_ begins
    bool ending_ = false;       // given_->ending holds what follows a loop's end
    std::uint64_t failures_ = 0;
};

} // namespace dub::render
