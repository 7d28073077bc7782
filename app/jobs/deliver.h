#pragma once
// Makes every file of every chosen delivery spec from a session, in one pass over the media: the mains,
// fold-downs, stems and taps lie as 32-bit float beside the output until each file is finished (offset,
// limiter, leader and pops, dither, write, read back, measure, judge), then all are renamed into place
// together. On any error nothing is left behind. [control; uses worker threads]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/deliver_plan.h"
#include "app/jobs/print_source.h"
#include "engine/core/atomic_file.h"
#include "engine/core/io.h"
#include "formats/report/delivery_report.h"

namespace dub::app {

enum class LevelMode : unsigned char {
    keep, // no level is changed
    meet, // one static offset for each deliverable set, so that its printmaster meets the spec's target
};

struct DeliverRequest {
    std::vector<std::filesystem::path> sessions; // NAME.dub; each is a pass of its own
    std::vector<std::string> specs;              // ids
    std::filesystem::path out;                   // folder; made when it is missing
    LevelMode level = LevelMode::keep;
    Source source = Source::live;
    std::filesystem::path against; // an earlier delivery to compare with; may be empty
    std::string version;           // of the mix, by name or id; empty: the mix itself
    std::string language;          // "nl-NL", in the place of the version's and the session's; may be empty
    std::vector<std::string> segments; // names, "all", "longplay"; none: as each spec says
    StemLimiting stem_limiting = StemLimiting::off;
    IfExists if_exists = IfExists::refuse;
    int jobs = 0;                           // threads; 0: one for each core
    std::filesystem::path user_spec_folder; // may be empty
    // The one session as a window has it, saved or not, in the place of what its file holds.
    std::optional<session::Session> instead = {};
};

struct DeliverOutcome {
    std::vector<report::Delivery>
        deliveries; // one for each session, in the order asked; reports are written already
    // Set when a later session failed: those before it are delivered and stay. Its sentence names both.
    std::optional<Error> stopped;
    std::vector<report::Undelivered> undelivered; // the one that failed, then those that were not begun
    [[nodiscard]] bool passed() const;            // false: exit 1
};

// The files of the one session `instead`, relative to the delivery's folder, decided without reading any
// sound. Errors: as deliver, as far as they can be known so.
[[nodiscard]] Result<std::vector<std::string>> files_to_deliver(const DeliverRequest& request);

// An error comes only before the first session is delivered.
// Errors: usage (no spec, an id, a version or a segment that does not exist, an output that exists),
// not_found and invalid (session, media), unfit (a 5.1 session asked for 7.1, another sample rate, no
// printmaster), io (disk full, no permission, media that change under us), cancelled.
[[nodiscard]] Result<DeliverOutcome> deliver(const DeliverRequest& request, Progress& progress);

} // namespace dub::app
