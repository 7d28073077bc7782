#pragma once
// What is heard of one control while hands are on it, over time, as the engine plays it: a move runs straight
// to its value within 256 samples, in the place of what the lane says; let go, it glides back to the lane
// (engine/plan/automation/live_value.h holds the same line in a bounded memory). What has ends that meet goes
// the short way round; where it passes them the line steps from one to the other, from a sample to the next.
// Positions are where a change begins to be heard, on the engine's grid. Pure, any thread.

#include "engine/session/lane.h"
#include "engine/session/passes/thin.h"

namespace dub::session {

// What the lane says meanwhile, as it was before the pass.
struct Underneath {
    std::vector<LanePoint> points; // none: it rests
    double resting = 0;
    Parameter parameter;
    [[nodiscard]] double at(SamplePos at) const;
};

// A stretch in which something was written.
struct Written {
    SampleRange range;
    std::vector<LanePoint> line;  // not thinned, from its first sample to its end inclusive
    std::vector<SamplePos> edges; // points to keep: where hands came and went, where a glide arrived
};

class Ride {
  public:
    explicit Ride(Underneath underneath)
        : underneath_(std::move(underneath)) {}

    // It stands at `value` from there on, and has stood there: where a pass begins.
    void hold(SamplePos at, double value);
    void move(SamplePos at, double value);
    // Back to the lane within that time; at once where values are stepped.
    void glide(SamplePos at, SampleCount within);

    // A hand counts more than the lane, or will at the last position that was told of.
    [[nodiscard]] bool writes() const { return !share_.empty() && share_.back().value != 0; }
    [[nodiscard]] double last() const;
    [[nodiscard]] const Underneath& underneath() const { return underneath_; }
    [[nodiscard]] double at(SamplePos at) const; // what is heard there
    // All that was written up to `end`.
    [[nodiscard]] std::vector<Written> written(SamplePos end) const;

  private:
    using Points = std::vector<LanePoint>;
    static void run(Points& line, SampleRange during, double begin, double to);
    [[nodiscard]] Written stretch(SampleRange range) const;
    [[nodiscard]] Points stepped_at_ends(const Points& line) const;
    [[nodiscard]] double round() const;
    [[nodiscard]] SampleCount travel() const;

    Underneath underneath_;
    Points share_; // of the hand: 0 the lane alone, 1 the hand alone
    Points value_; // the hand's; goes on beyond the ends where they meet
};

} // namespace dub::session
