#pragma once
// What was recorded in the run, and its way into prints. [any one thread, disk]

#include <memory>
#include <vector>

#include "app/jobs/float_store.h"
#include "app/jobs/print_laying.h"

namespace dub::app {

// Recorded without a gap.
struct RunTake {
    std::vector<std::unique_ptr<FloatStore>> stores; // one for each bus
    SampleRange held;                                // of the timeline, what the stores have
    SampleRange wanted; // from punch to punch; a part of `held` unless the transport began or ended there
};

// The session as it was heard from there on.
struct HeardSession {
    SamplePos from;
    session::Session session;
};

// A print for each bus, and for each session that was heard during the take: a print names the session it was
// made from. Where the transport began or stopped, a crossfade's length is not printed. `sessions`:
// ascending; the first counts from the beginning, whatever it says. Errors: io; unfit (shorter than two
// crossfades).
[[nodiscard]] Result<std::vector<std::unique_ptr<PrintLaying>>>
lay_take(const RunTake& take, const std::vector<BusId>& buses, const std::vector<HeardSession>& sessions,
         const PrintLaying::Place& place, Progress& progress);

} // namespace dub::app
