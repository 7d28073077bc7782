#pragma once
// The field recorder's files brought under the guide clips of a turnover that was just placed: found in the
// folders given, matched, laid in sync by ear, placed as muted alternates. [control, disk]

#include <filesystem>
#include <vector>

#include "engine/conform/place.h"
#include "engine/conform/production_sound.h"
#include "engine/core/io.h"

namespace dub::app {

struct ProductionRequest {
    const conform::Turnover& list;
    const conform::Links& links; // of the guides, to `linked`
    const std::vector<conform::FoundFile>& linked;
    const std::vector<conform::PlacedTrack>& tracks;
    std::optional<FramePos> at;                    // as the list was placed
    std::filesystem::path folder;                  // of the session
    std::vector<std::filesystem::path> recordings; // folders
};

struct ProductionOutcome {
    session::Session session;
    std::vector<conform::FoundFile> files;
    std::vector<conform::GuideMatch> matches;
    std::vector<TrackId> tracks;
    std::size_t clips = 0;
    Diagnostics diagnostics;
};

// Errors: a folder is missing; cancelled; an invariant would break.
[[nodiscard]] Result<ProductionOutcome>
bring_production_sound(const session::Session& session, const ProductionRequest& request, Progress& progress);

} // namespace dub::app
