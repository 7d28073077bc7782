#pragma once
// Where recordings and pictures that are missing lie now. Nothing is changed: what is found comes as the
// edits that would say so. Recordings are known by what they are (length and hash), and where nothing is
// that, by name and shape; pictures, of which a session keeps no hash, by name, rate and length. [disk]

#include <filesystem>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/io.h"
#include "engine/session/edits/relink_media.h"
#include "engine/session/edits/relink_picture.h"

namespace dub::app {

enum class FoundBy : unsigned char {
    identity, // the very file; of a picture: its name, rate and length
    name,     // another file that could stand in for it
};

using RelinkEdit = std::variant<session::RelinkMedia, session::RelinkPicture>;

// A recording, or a picture, whose name is its path. Paths as the pool has them.
struct Moved {
    std::string id, name, from, to;
    FoundBy by = FoundBy::identity;
    RelinkEdit edit;
    std::string doubt; // found by name: in what it is another file, and what to do
};

struct StillMissing {
    std::string id, name, path;
};

struct MovedMedia {
    std::vector<Moved> moved;          // in the order of the pool, recordings first
    std::vector<StillMissing> missing; // not there, or another file lies there, and nothing better was found
    Diagnostics diagnostics;           // "relink.ambiguous", "relink.other-shape": not taken, which one it is
                                       // must be said by hand
};

// Looks through `below` with all folders in them for everything of the pool that is not as it was imported,
// played or not. `folder` is the session's. Errors: not_found: a folder; cancelled.
[[nodiscard]] Result<MovedMedia> find_moved(const session::Session& session,
                                            const std::filesystem::path& folder,
                                            std::span<const std::filesystem::path> below, Progress& progress);

// `file` in the place of the recording or picture `id` ("m3", "p1"), as a person chose it. Errors (unfit):
// no clip fits it; (not_found): no such id; the file cannot be read.
[[nodiscard]] Result<Moved> moved_to(const session::Session& session, const std::filesystem::path& folder,
                                     const std::string& id, const std::filesystem::path& file);

} // namespace dub::app
