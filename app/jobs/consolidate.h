#pragma once
// Copies of only what a list plays of its recordings, with handles, so that a turnover of terabytes becomes a
// folder that travels. Sound is neither converted nor joined: every copy is one piece of one recording, with
// its time stamp. [worker, disk]

#include "app/jobs/import_copy.h"
#include "app/jobs/turnover_media.h"

namespace dub::app {

// Writes a copy of file `index` beside the session and makes `found` say so (FoundFile::skipped). Where all
// of it is played it is copied as it is. Errors: io, cancelled, damaged.
[[nodiscard]] Result<std::filesystem::path> consolidate(const conform::Turnover& list,
                                                        const conform::Links& links, TurnoverMedia& found,
                                                        std::size_t index, Rational handles,
                                                        MediaCopies& copies, Progress& progress);

} // namespace dub::app
