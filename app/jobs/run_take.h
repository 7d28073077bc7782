#pragma once
// What was recorded in the run, and its way into prints. [any one thread, disk]

#include <memory>
#include <string>
#include <vector>

#include "app/jobs/float_store.h"
#include "app/jobs/print_laying.h"

namespace dub::app {

// Recorded without a gap.
struct RunTake {
    enum class End : unsigned char {
        punched_out,
        stopped,     // the transport
        jumped,      // likewise, or a loop turned
        unheard,     // something else than the session was heard, or a stem was not in it
        too_slow,    // the disk, to be written to
        torn,        // likewise, to be read from: some of what was mixed was silence
        disk_failed, // `trouble` says how; what lay on the disk by then is kept
    };
    int punch = 0; // the punch-in it is of
    std::vector<BusId> stems;
    std::vector<std::unique_ptr<FloatStore>> stores; // one for each stem
    SampleRange held;                                // of the timeline, what the stores have
    SampleRange wanted; // from punch to punch; a part of `held` unless the transport began or ended there
    End end = End::stopped;
    std::string trouble = {};
};

// The session as it was heard from there on.
struct HeardSession {
    SamplePos from;
    session::Session session;
};

// A print for each stem, and for each session that was heard during the take: a print names the session it
// was made from. Where the transport began or stopped, a crossfade's length is not printed. `sessions`:
// ascending; the first counts from the beginning, whatever it says. Errors: io; unfit (shorter than two
// crossfades).
[[nodiscard]] Result<std::vector<std::unique_ptr<PrintLaying>>>
lay_take(const RunTake& take, const std::vector<HeardSession>& sessions, PrintLaying::Place place,
         Progress& progress);

} // namespace dub::app
