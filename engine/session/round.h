#pragma once
// Values whose ends are one place, as those of an angle: 180 degrees and -180. Between two of them the short
// way counts. `round` is what is once round, 0 of a value whose ends lie apart; ranges lie about 0. Pure, any
// thread.

#include <cmath>

#include "engine/session/parameter.h"

namespace dub::session {

[[nodiscard]] constexpr double once_round(const Parameter& parameter) {
    return parameter.ends == RangeEnds::meet ? parameter.max - parameter.min : 0;
}

// The same place as `to`, counted on from `from` the short way: perhaps beyond an end.
[[nodiscard]] inline double on_from(double from, double to, double round) {
    return round == 0 ? to : to + round * std::round((from - to) / round);
}

// How far it is, to either side; half a round at most.
[[nodiscard]] inline double way(double from, double to, double round) {
    return on_from(from, to, round) - from;
}

// The same place within the range.
[[nodiscard]] inline double within_round(double value, double round) {
    return round == 0 || std::abs(value) <= round / 2 ? value : on_from(0, value, round);
}

} // namespace dub::session
