#pragma once
// Where a signal of two sessions may sound different: what a print made from the one has missed of the
// other. Both are compiled and the plans compared step by step, so that all that is upstream of the tap
// counts (clips, lanes, values, inserts with their tails and latencies, sends, keys, routing, fold-downs,
// dips, solo) and nothing else. Pure but for the work of compiling, no sound is read; any thread.

#include "engine/plan/build/busy.h"
#include "engine/plan/target.h"

namespace dub::plan {

// Sorted ranges of the timeline, out to the grid of quanta. Outside them every sample is the same, whatever
// the recordings hold; inside it may be. A version is laid on before (session::as_version). Recordings are
// told apart by their identity, not by what lies on the disk. What is processed keeps a memory of a change
// for its declared tail. When one of the sessions cannot be compiled, or their sample rates differ, all time
// is returned.
[[nodiscard]] Busy changed_ranges(const session::Session& before, const session::Session& after,
                                  const Tap& tap);

} // namespace dub::plan
