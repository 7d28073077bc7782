#pragma once
// Session -> Plan: flat steps over pre-bound buffers, latency compensated on every path (sends and keys
// included), one sink for each output of the target. [control]

#include <functional>
#include <memory>

#include "engine/core/diagnostics.h"
#include "engine/core/io.h"
#include "engine/plan/target.h"

namespace dub::plan {

class Plan;
class MediaDoor;

// Opens a recording at its own rate; the plan converts it to the session's. Called while compiling, to see
// whether it can be opened, and later, one call at a time, from the threads that render, whenever a recording
// is first heard: what it refers to must outlive the plan.
using OpenMedia = std::function<Result<std::unique_ptr<AudioSource>>(const session::Media&)>;

struct Compiled {
    std::unique_ptr<Plan> plan;
    Diagnostics diagnostics; // media that could not be opened and play as silence, tracks that feed nothing …
};

// Errors: the session has an error by session::check, an output names no bus or asks for a layout it cannot
// be folded to.
[[nodiscard]] Result<Compiled> compile(const session::Session& session, const Target& target,
                                       const OpenMedia& open);
// The same with another door: the one of a live driver's read-ahead (engine/render/stream_pool.h).
[[nodiscard]] Result<Compiled> compile(const session::Session& session, const Target& target,
                                       std::shared_ptr<MediaDoor> door);

} // namespace dub::plan
