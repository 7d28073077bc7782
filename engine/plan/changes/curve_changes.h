#pragma once
// Where automation differs, bit for bit, between two sessions. Values interpolate between the edges of
// quanta, so that what bends takes the quanta around it along. Pure, any thread.

#include "engine/plan/automation/level.h"
#include "engine/plan/build/busy.h"
#include "engine/plan/steps/route.h"

namespace dub::plan {

// Whether the edges of quanta lie at the same places of the timeline: they move with the latency of the
// sound.
enum class Edges : unsigned char { same, moved };
[[nodiscard]] Edges edges_of(SampleCount latency_before, SampleCount latency_after);

inline constexpr SampleRange all_time{{-(std::int64_t{1} << 50)}, {std::int64_t{1} << 50}};

[[nodiscard]] Busy changes(const Curve& before, const Curve& after, Edges edges);
[[nodiscard]] Busy changes(const Level& before, const Level& after, Edges edges);
[[nodiscard]] Busy changes(const RouteSetup& before, const RouteSetup& after);

} // namespace dub::plan
