#pragma once
// A pass: what hands did while the session played in one go, from a start, a jump or a loop's turn to the
// next. It is told where each change begins to be heard, and becomes lanes at its end. What it is not told of
// it does not write: which modes write what is decided where hands are read (app/playback/riding.h). Values,
// any thread.
//
//   pass.move(fader, at, -6);          // from there on
//   pass.glide(fader, at, match);      // back to what the lane says
//   session = with(session, pass.end(at).punches)

#include <map>

#include "engine/core/diagnostics.h"
#include "engine/session/edits/punch_lane.h"
#include "engine/session/passes/control.h"
#include "engine/session/passes/ride.h"

namespace dub::session {

struct PassEnd {
    std::vector<PunchLane> punches; // thinned (thin.h); edges and the ends of glides are exact
    std::vector<Control> controls;  // they are of, in the order they were first moved
    Diagnostics told; // "pass.clamped", "pass.not-a-number", "pass.out-of-order", "pass.unknown"
};

class Pass {
  public:
    // `before`: its lanes play underneath.
    Pass(Session before, SamplePos start)
        : before_(std::move(before))
        , start_(start) {}

    // It stands at that value from the start on.
    void hold(const Control& control, double value);
    void move(const Control& control, SamplePos at, double value);
    void glide(const Control& control, SamplePos at, SampleCount within);

    [[nodiscard]] SamplePos start() const { return start_; }
    // A hand, or its mode, has it: what would go on over a turn, at which value.
    [[nodiscard]] std::map<Control, double> holding() const;
    // What is heard of it there; nullopt: no hand was on it.
    [[nodiscard]] std::optional<double> at(const Control& control, SamplePos at) const;
    // Where its last stretch of writing began.
    [[nodiscard]] SamplePos punched_in(const Control& control) const;
    [[nodiscard]] PassEnd end(SamplePos at) const;

  private:
    struct Ridden {
        Ride ride;
        SamplePos last, punched_in;
    };
    // nullptr: there is no such control.
    [[nodiscard]] Ridden* ridden(const Control& control);
    // A value the control can have; nullopt: not a number.
    [[nodiscard]] std::optional<double> fit(const Control& control, const Ridden& ridden, double value);
    void tell(const char* code, const Control& control, const std::string& sentence);
    [[nodiscard]] SamplePos in_order(const Control& control, Ridden& ridden, SamplePos at);

    Session before_;
    SamplePos start_;
    std::map<Control, Ridden> rides_;
    std::vector<Control> order_;
    Diagnostics told_;
};

// The punches one after the other, as one entry of a history. Errors: as PunchLane.
[[nodiscard]] Result<Session> with(Session session, const std::vector<PunchLane>& punches);

} // namespace dub::session
