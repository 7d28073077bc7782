#pragma once
// A mixer as slow and plain as can be: one sample at a time, double precision, no blocks, no steps. It mixes
// what remembers nothing (no inserts, no low-pass, no resampling) and states the engine's rules in words a
// person can check:
//   - gains are worked out at every multiple of 64 samples and at every breakpoint of the connection's lanes,
//   and run
//     straight in between;
//   - a switch (mute, polarity) is the mean of its state over the 64 samples before;
//   - a fade is taken in the middle of each sample.

#include <vector>

#include "engine/session/session.h"
#include "tests/support/recordings.h"

namespace dub::test {

// A row for each channel of the bus: its sum over the range, before its own strip (which must be plain for a
// tap).
[[nodiscard]] std::vector<std::vector<double>> reference_bus(const session::Session& session,
                                                             const Recordings& recordings,
                                                             const session::Bus& bus, SampleRange range);

} // namespace dub::test
