#pragma once
// The offline driver: runs a plan as fast as the machine allows into one sink for each output, in one pass
// over the media. The same bytes for any number of threads and any range: a render from the middle starts its
// processors where all of them are at rest (or at the beginning), so that pieces joined equal the whole.
// [control; uses worker threads]

#include <memory>
#include <span>

#include "engine/core/io.h"
#include "engine/core/time.h"
#include "engine/plan/plan.h"

namespace dub::render {

struct OfflineOptions {
    int threads = 0;  // 0: one for each core
    int chunk = 6144; // samples computed at a time, up to plan::max_chunk: changes the speed, never the bytes
};

// Writes range.length() samples to each sink (outputs in the plan's order) and finishes none of them: the
// caller does. Each sink is written by one thread at a time, from front to back, while the next piece is
// computed. Errors: a source that fails to read (the sentence names it), a sink that fails to write,
// cancelled by `progress`.
[[nodiscard]] Result<void> render_offline(plan::Plan& plan, SampleRange range,
                                          std::span<AudioSink* const> sinks, const OfflineOptions& options,
                                          Progress& progress);

} // namespace dub::render
