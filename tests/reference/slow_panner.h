#pragma once
// The panner in words a person can check, one place at a time, in double precision.
//
//   point        on each axis a speaker plays cos of a quarter turn's part: the part its place is away from
//   the
//                source on the way to the next speaker of the row (of the next row, of the next plane)
//   front-rear   v per cent: the power is shared, 1 - v/2 to v/2, by the point and its mirror image in y
//   front, rear  v per cent: that share of the power of a row's speakers is played by all of the row alike;
//   the
//                front is y > 0
//   centre       the power C gives up is halved between L and R
//   field        each channel of a wide source is a point, turned clockwise along the walls (45 degrees are
//   half
//                a wall), then drawn to the puck, and balanced
// Divergence as the standard has it is not here: the gains of the EBU renderer are its oracle.

#include <vector>

#include "engine/core/layout.h"
#include "engine/dsp/matrix.h"

namespace dub::test {

struct SlowPoint {
    double x = 0, y = 1, z = 0, centre = 100, front = 0, rear = 0, front_rear = 0; // per cent
};
[[nodiscard]] std::vector<double> slow_point(const Layout& room, const SlowPoint& point); // by channel

struct SlowField {
    double x = 0, y = 1, z = 0, rotate = 0, scale = 1, front = 0, rear = 0, front_rear = 0;
};
// gains[output][input] of a source whose channels rest as `rest` has them.
[[nodiscard]] std::vector<std::vector<double>> slow_field(const dsp::Matrix& rest, const SlowField& field);

} // namespace dub::test
