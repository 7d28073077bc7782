#pragma once
// A mixed output at the delivered frame rate: its length changed by the programme's ratio, with its pitch
// (resampled) or without (stretched). [any thread, one for each output]

#include <functional>

#include "app/jobs/deliver_programme.h"
#include "app/jobs/float_store.h"

namespace dub::app {

// From the finished store, the joined programme at the mix's rate, Programme::length samples to the sink; the
// caller finishes it. Resampled, both grids have midnight in common, so that every frame begins where its
// number says. `progress` is told 0..1; false stops (cancelled). Errors: what store and sink say.
[[nodiscard]] Result<void> write_at_speed(const FloatStore& store, const Programme& programme,
                                          AudioSink& sink, const std::function<bool(double)>& progress);

} // namespace dub::app
