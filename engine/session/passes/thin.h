#pragma once
// Fewer points for the same line: what hands did has hundreds a second. The thinned line departs from the
// given one nowhere by more than the tolerance, at no sample; its points are points of the line, so nothing
// moves in time. Greedy: from each point it goes on to the farthest one that a straight line may lead to.
// Pure, any thread.

#include <span>
#include <vector>

#include "engine/session/lane.h"

namespace dub::session {

// 0.1 dB, or 0.5 % of the range along the taper (a frequency's: of its logarithm); 0 of what is stepped.
[[nodiscard]] double thinning_tolerance(const Parameter& parameter);
// Where a value lies along the parameter's taper: what a lane runs straight in.
[[nodiscard]] double along_taper(const Parameter& parameter, double value);

// `line`: sorted; of two points at one position the later counts from there on. `kept`: sorted positions
// whose points stay, besides the first and the last.
[[nodiscard]] std::vector<LanePoint> thinned(std::span<const LanePoint> line, const Parameter& parameter,
                                             std::span<const SamplePos> kept = {});

} // namespace dub::session
