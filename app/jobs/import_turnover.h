#pragma once
// A turnover into a session file: read, looked at, its recordings found, placed, saved as one step. All or
// nothing: on any error the session file and its folder are as before. [control, disk]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/import.h"
#include "app/jobs/look_turnover.h"
#include "app/jobs/production_sound.h"

namespace dub::app {

struct TurnoverRequest {
    std::filesystem::path session;
    std::vector<std::filesystem::path> lists;      // of one department: reels, or split lists of one timeline
    std::optional<TimecodeFormat> fps;             // none: the session's, for lists that do not say
    std::vector<std::filesystem::path> media;      // folders, beside those of list and session
    std::vector<std::filesystem::path> recordings; // folders of the field recorder: alternates below guides
    std::string sequence;                          // of several in a file
    conform::PlaceWish wish;
    std::optional<std::string> at, from, to; // timecodes; from and to of an update
    Copy copy = Copy::no;
    std::optional<Rational>
        handles; // seconds: with `copy` only what is played is copied, with that around it
    Update update = Update::no;
    IfExists loss = IfExists::refuse;
};

struct TurnoverOutcome {
    session::Session session; // as saved
    conform::Turnover list;   // as it is heard
    std::vector<conform::FoundFile> files;
    conform::Links links;
    std::vector<conform::TrackRow> rows;
    std::vector<conform::PlacedTrack> tracks;    // of a first import
    std::optional<conform::Updated> updated;     // of an update
    std::optional<ProductionOutcome> production; // its session is `session`
    std::size_t clips = 0, markers = 0, lanes = 0;
    Diagnostics diagnostics;
    [[nodiscard]] bool complete() const { return links.complete(); } // every recording was found
};

// Errors: of opening and saving the session; the list cannot be read; it holds no sound (unfit); frame rates
// that cannot be one timeline; a folder is missing; cancelled; io.
[[nodiscard]] Result<TurnoverOutcome> import_turnover(const TurnoverRequest& request, Progress& progress);

} // namespace dub::app
