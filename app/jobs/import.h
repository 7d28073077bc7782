#pragma once
// Brings sound and pictures into a session file: each sound its own track, a picture with its sound as a
// guide. All inputs or none: on any error the session file and its folder are as before. [control, disk]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/import_copy.h"
#include "app/jobs/session_media.h"
#include "engine/core/io.h"
#include "formats/media/identity.h"
#include "formats/media/media.h"

namespace dub::app {

enum class Copy : unsigned char {
    no,
    yes, // into the folder "NAME media" beside the session first
};

enum class Placing : unsigned char {
    tracks, // each sound on a new track
    pool,   // sounds only into the media pool, for edits to place
};

// Where sounds and pictures go, whatever session they go into.
struct ImportPlacing {
    std::optional<session::Role> role;
    std::optional<std::string> track; // name; several tracks are numbered
    std::optional<TrackId> onto;      // a track that is there already; no new ones
    std::optional<SamplePos> at;      // none: the input's own stamp, else the session's start
    Placing placing = Placing::tracks;
};

struct ImportRequest {
    std::filesystem::path session;
    std::vector<std::filesystem::path> inputs;
    std::optional<session::Role> role;
    std::optional<std::string> track; // as ImportPlacing::track
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

// What an input holds, and how it is known again.
struct FoundInput {
    std::filesystem::path file; // where its media lie: itself, or its copy
    std::string name;           // without folder and extension, as it was given
    media::Probe holds;
    media::Identity identity;
};

// The slow half: reads every input. Errors: one that is missing, damaged, or of a kind that cannot be
// imported yet; cancelled. [worker, disk]
[[nodiscard]] Result<std::vector<FoundInput>> look_at_inputs(const std::vector<std::filesystem::path>& inputs,
                                                             MediaCopies* copies, Progress& progress);

// The quick half: the session with them. `folder` is where its media paths count from. Pure.
[[nodiscard]] Result<ImportOutcome> import_into(const session::Session& session,
                                                const std::filesystem::path& folder,
                                                const ImportPlacing& placing,
                                                const std::vector<FoundInput>& found);

// Both, on a session file. Errors: those of open_session; of the halves; io.
[[nodiscard]] Result<ImportOutcome> import_files(const ImportRequest& request, Progress& progress);

} // namespace dub::app
