#pragma once
// The film-sized session that is timed: mono 24-bit tracks of five roles with gain and pan automation. Fixed
// seeds.

#include <filesystem>

#include "engine/core/result.h"
#include "engine/session/session.h"

namespace dub::bench {

struct WorkloadSize {
    int tracks = 64;
    double seconds = 60;
    double recorded_s = 600; // longer ones repeat what is recorded
};

// Writes track_NN.wav below `folder` (kept when they are there and long enough) and returns the session over
// them: five 7.1 stems and a 7.1 printmaster. Each track has a fader lane (a point each 0.5 s) and pan lanes
// for x and y (each 0.7 s).
[[nodiscard]] Result<session::Session> make_workload(const std::filesystem::path& folder, WorkloadSize size);

} // namespace dub::bench
