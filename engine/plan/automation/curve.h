#pragma once
// One parameter over time: a fixed value or a lane, or what a hand does to it. Values are asked for at
// moments: a position, seen from before it or from it on, because two points at one position are a step. Made
// on the control thread, read on any; no allocation.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/time.h"
#include "engine/plan/automation/live_value.h"
#include "engine/session/strip.h"

namespace dub::plan {

enum class Side : unsigned char { before, after };

struct Moment {
    SamplePos at;
    Side side = Side::after;
    friend auto operator<=>(const Moment&, const Moment&) = default;
};

// What becomes of a step. Levels and places jump where the mixer wrote a step; switches (mute, polarity) run
// straight to their new state within one quantum after it, so that they do not click.
enum class Steps : unsigned char { jump, smoothed };

class Curve {
  public:
    using Points = session::Shared<std::vector<session::LanePoint>>;

    explicit Curve(double fixed)
        : fixed_(fixed) {}
    Curve(Points points, session::Taper taper, Steps steps); // sorted, at least one

    // From now on a hand may move it. [control] The value outlives the curve.
    void follow(const LiveValue* live) { live_ = live; }
    [[nodiscard]] const LiveValue* live() const { return live_; }

    // Never moves: at() gives the same value for every moment.
    [[nodiscard]] bool is_fixed() const { return !has_lane() && live_ == nullptr; }
    [[nodiscard]] bool has_lane() const { return points_ != nullptr; }
    [[nodiscard]] double fixed() const { return fixed_; }
    // May differ between two moments of the window.
    [[nodiscard]] bool moves_in(SampleRange window) const;
    // Where it may bend, ascending: breakpoints, and the ends of smoothed steps.
    [[nodiscard]] std::vector<SamplePos> bends() const;
    // Worked out of the same numbers: the same bits within a window in which neither bends.
    [[nodiscard]] bool same_in(SampleRange window, const Curve& other) const;
    // The lowest and the highest value it ever has.
    [[nodiscard]] std::pair<double, double> reach() const;
    // Appends the breakpoints strictly inside the window; a step as two moments.
    void split(SampleRange window, std::vector<Moment>& moments) const;
    // The most moments split() can append for a window of that length.
    [[nodiscard]] std::size_t most_moments(SampleCount window) const;
    // The values at ascending moments.
    void values(std::span<const Moment> moments, std::span<double> out) const;
    [[nodiscard]] double at(Moment moment) const;

  private:
    void planned(std::span<const Moment> moments, std::span<double> out) const;
    [[nodiscard]] double planned_at(Moment moment) const;
    [[nodiscard]] std::span<const session::LanePoint> points_for(SampleRange window) const;
    [[nodiscard]] std::size_t index_after(Moment moment) const;
    [[nodiscard]] double between(std::size_t after, SamplePos at) const;
    void line(std::size_t after, std::span<const Moment> moments, std::span<double> out) const;
    [[nodiscard]] double smoothed(SamplePos at) const;

    double fixed_ = 0;
    Points points_;
    const LiveValue* live_ = nullptr;
    session::Taper taper_ = session::Taper::linear;
    Steps steps_ = Steps::jump;
};

// The curve of a strip's, an insert's or a send's parameter: its lane if there is one with points and the
// strip's automation is not off, else its value.
[[nodiscard]] Curve curve_of(const session::Strip& strip, const session::ParameterAddress& address,
                             const session::Parameter& parameter, const session::ParameterValues& values);

} // namespace dub::plan
