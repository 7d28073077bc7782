#pragma once
// The loudness side of a strip as one factor over time: trim, fader, send level in decibels, mute and
// polarity as switches. Made on the control thread; values() on any, without allocation.

#include <span>
#include <vector>

#include "engine/plan/automation/curve.h"

namespace dub::plan {

// 10^(db/20) in double precision to 1e-12, the same bits on every machine (no call of the C library). -inf
// and what is at or below strip::fader_min_db (a closed fader) is 0.
[[nodiscard]] double gain_of(double db);

class Level {
  public:
    void add_decibels(Curve curve);
    void add_mute(Curve curve);     // 1 silences
    void add_polarity(Curve curve); // 1 inverts
    void add_share(Curve curve);    // the value itself is the factor
    void add_rest(Curve curve);     // 1 - value

    // Where it may bend, ascending.
    [[nodiscard]] std::vector<SamplePos> bends() const;
    [[nodiscard]] bool moves_in(SampleRange window) const;
    // The same bits within a window in which neither bends: worked out of the same numbers, or at rest there
    // at the same value.
    [[nodiscard]] bool same_in(SampleRange window, const Level& other) const;
    // Moving curves, for Moments.
    void append_moving(std::vector<const Curve*>& curves) const;
    [[nodiscard]] bool is_fixed() const { return moving_.empty(); }
    [[nodiscard]] bool is_unity() const { return is_fixed() && fixed_gain() == 1; }
    // Digital silence for ever: nothing need be connected.
    [[nodiscard]] bool is_silent() const { return closed_ || factor_ == 0; }
    [[nodiscard]] double fixed_gain() const;
    // `scratch` is as long as `moments`.
    void values(std::span<const Moment> moments, std::span<double> out, std::span<double> scratch) const;

  private:
    enum class Kind : unsigned char { decibels, factor };
    struct Term {
        Curve curve;
        Kind kind;
        double offset = 0, slope = 1; // of a factor
    };
    void add_factor(Curve curve, double offset, double slope);

    std::vector<Term> moving_;
    double decibels_ = 0; // of the fixed terms
    double factor_ = 1;
    bool closed_ = false;
};

} // namespace dub::plan
