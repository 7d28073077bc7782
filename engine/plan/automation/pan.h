#pragma once
// Where in the target's room a strip is heard, over time: the gains from each channel of the strip to each
// speaker.
//   mono    a point at (x, y, z)
//   stereo  two points at x - width and x + width
//   wider   a field (engine/dsp/field.h). At rest every channel goes to its namesake, spread or folded by the
//           session's matrices. Turned, drawn together or with a divergence, its channels are points of the
//           room. In either case it is balanced: x > 0 turns what stands at the left down to 1 - x, x < 0
//           what stands at the right; y turns the front down to (1 + y) / 2, so that it rests at y = 1. A
//           field that is drawn together is balanced so much the less: its place is the puck's.
// The laws of balance and field are our own; points follow ITU-R BS.2127 section 7.3.9 (engine/dsp/panner.h).
// No allocation after create().

#include <optional>
#include <span>
#include <vector>

#include "engine/dsp/field.h"
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
    static constexpr std::size_t axis_count = 11;
    [[nodiscard]] std::array<const Curve*, axis_count> axes() const { return curves(); }
    void append_moving(std::vector<const Curve*>& curves) const;
    [[nodiscard]] bool moves_in(SampleRange window) const;
    void reserve(std::size_t most_moments);
    // Fills every row of the table, one gain for each moment; the LFE of a point is 0.
    void gains(std::span<const Moment> moments, GainTable& table);

    // Where each channel stands at a moment, outside the room at its wall; none: nowhere (the LFE). [control]
    [[nodiscard]] std::vector<std::optional<RoomPosition>> places(Moment moment);

  private:
    // In this order in scratch_. The rows behind them are worked in: a place, and what of it is heard.
    enum Axis : std::size_t { x, y, z, width, divergence, centre, front, rear, front_rear, rotate, scale };
    enum Spare : std::size_t { at_x = axis_count, at_y, at_z, heard, rows };
    Pan(std::vector<Curve> axes, const Layout& from, const Layout& to);

    [[nodiscard]] std::array<const Curve*, axis_count> curves() const;
    // An axis's values at `count` moments: one where it never moves.
    [[nodiscard]] std::span<float> scratch(std::size_t row, std::size_t count);
    [[nodiscard]] float value(Axis axis, std::size_t moment) const;
    void sample(std::span<const Moment> moments);
    [[nodiscard]] bool is_point() const; // or two
    [[nodiscard]] dsp::PanRun leaking(std::size_t count);
    void point(std::size_t count, std::span<const float> at, int input, GainTable& table);
    void balance(std::size_t count, GainTable& table);
    [[nodiscard]] bool is_off_rest(std::size_t moment) const;
    void place(const dsp::Field::Channel& channel, std::size_t count);
    void spread(std::size_t count, GainTable& table);

    std::vector<Curve> axes_; // by Axis
    Layout from_, to_;
    std::optional<dsp::Panner> panner_; // of points; none: the target has no places
    std::optional<dsp::Field> field_;   // of a source of many channels that has places there
    dsp::Matrix wide_;                  // of a source of many channels: its gains at rest
    std::vector<float> scratch_;        // rows of stride_, then a row for each speaker
    std::vector<double> values_;
    std::vector<char> off_rest_; // by moment
    std::size_t stride_ = 0;
};

} // namespace dub::plan
