#pragma once
// Brings sound and pictures into a session file: each sound its own track, a picture with its sound as a
// guide. All inputs or none: on any error the session file and its folder are as before. [control, disk]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/session_media.h"
#include "engine/core/io.h"

namespace dub::app {

enum class Copy : unsigned char {
    no,
    yes, // into the folder "NAME media" beside the session first
};

enum class Placing : unsigned char {
    tracks, // each sound on a new track
    pool,   // sounds only into the media pool, for edits to place
};

struct ImportRequest {
    std::filesystem::path session;
    std::vector<std::filesystem::path> inputs;
    std::optional<session::Role> role;
    std::optional<std::string> track; // name; several tracks are numbered
    std::optional<std::string> at;    // timecode; none: the input's own stamp, else the session's start
    Copy copy = Copy::no;
    Placing placing = Placing::tracks;
    IfExists loss = IfExists::refuse; // replace: save even what would lose a newer version's keys
};

struct ImportOutcome {
    session::Session session; // as saved
    std::vector<TrackId> tracks;
    std::vector<PictureId> pictures;
    Diagnostics diagnostics;
};

// Errors: those of open_session; an input that is missing, damaged, or of a kind that cannot be imported yet;
// io.
[[nodiscard]] Result<ImportOutcome> import_files(const ImportRequest& request, Progress& progress);

} // namespace dub::app
