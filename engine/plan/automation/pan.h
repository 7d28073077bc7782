#pragma once
// Where in the target's room a strip is heard, over time: the gains from each channel of the strip to each
// speaker.
//   mono    a point at (x, y, z)
//   stereo  two points at x - width and x + width
//   wider   every channel to its namesake, spread or folded by the session's matrices, and balanced: x > 0
//   turns the left
//           speakers down to 1 - x, x < 0 the right ones; y turns the front down to (1 + y) / 2, so that it
//           rests at y = 1
// The law of balance is our own; points follow ITU-R BS.2127 section 7.3.9 (engine/dsp/panner.h). No
// allocation after create().

#include <optional>
#include <span>
#include <vector>

#include "engine/dsp/matrix.h"
#include "engine/dsp/panner.h"
#include "engine/plan/automation/controls.h"
#include "engine/plan/automation/gain_table.h"

namespace dub::plan {

class Pan {
  public:
    // Errors: no matrix leads from one layout to the other (unfit).
    [[nodiscard]] static Result<Pan> create(const Controls& strip, const Layout& from, const Layout& to,
                                            const dsp::FoldCoefficients& fold);

    // The same law over the same axes' values, at rest at least: what moves is compared curve by curve.
    [[nodiscard]] bool same_law(const Pan& other) const {
        return from_ == other.from_ && to_ == other.to_ && wide_ == other.wide_ &&
               panner_.has_value() == other.panner_.has_value();
    }
    [[nodiscard]] std::array<const Curve*, 6> axes() const { return curves(); }
    void append_moving(std::vector<const Curve*>& curves) const;
    [[nodiscard]] bool moves_in(SampleRange window) const;
    void reserve(std::size_t most_moments);
    // Fills every row of the table, one gain for each moment; the LFE of a point is 0.
    void gains(std::span<const Moment> moments, GainTable& table);

  private:
    struct Axes { // in this order in scratch_
        Curve x, y, z, width, divergence, centre;
    };
    static constexpr std::size_t axis_count = 6;
    Pan(Axes axes, const Layout& from, const Layout& to);

    [[nodiscard]] std::array<const Curve*, axis_count> curves() const;
    // An axis's values at `count` moments: one where it never moves. Behind the axes: room for one more row.
    [[nodiscard]] std::span<float> scratch(std::size_t axis, std::size_t count);
    void sample(std::span<const Moment> moments);
    void point(std::size_t count, std::span<const float> x, int input, GainTable& table);
    void balance(std::size_t count, GainTable& table);

    Axes axes_;
    Layout from_, to_;
    std::optional<dsp::Panner> panner_; // of points
    dsp::Matrix wide_;
    std::vector<float> scratch_; // axis_count + 1 rows of stride_
    std::vector<double> values_;
    std::size_t stride_ = 0;
};

} // namespace dub::plan
