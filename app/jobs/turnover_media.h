#pragma once
// The recordings of a turnover on the disk. Looked for only where the user allowed it: beside the turnover,
// beside the session, in the folders given; a path in a list that leads elsewhere is refused and said. [disk]

#include <filesystem>
#include <vector>

#include "app/jobs/import_copy.h"
#include "engine/conform/link.h"
#include "engine/core/io.h"
#include "engine/session/media.h"
#include "formats/media/media.h"

namespace dub::app {

struct MediaHunt {
    const conform::Turnover& list;
    std::filesystem::path turnover;             // the file: what it brings along comes out of it
    std::vector<std::filesystem::path> folders; // absolute; with all below them
    MediaCopies* extracted = nullptr;           // where what it brings goes; none: it stays where it is
};

// Where recordings may be looked for, in this order: the session's folder (empty: none), those of the lists,
// those given; absolute, links resolved.
[[nodiscard]] std::vector<std::filesystem::path>
search_folders(const std::filesystem::path& session, const std::vector<std::filesystem::path>& lists,
               const std::vector<std::filesystem::path>& given);

struct TurnoverMedia {
    std::vector<conform::FoundFile> files; // sorted by path
    std::vector<media::SoundStream> sounds;
    conform::LinkFacts facts;
    Diagnostics diagnostics; // "link.refused", of files that could not be read
};

// Files whose names the list knows; when some recording has none, every sound file there is, by its stamps
// and ids. Errors: cancelled; a folder that is not there; extracting failed.
[[nodiscard]] Result<TurnoverMedia> find_media_of(const MediaHunt& hunt, Progress& progress);

// The path in a locator: of a file URL, of Windows or Unix, decoded; empty when it is an address elsewhere.
[[nodiscard]] std::string path_of_locator(std::string_view locator);
// Below one of the folders once "..", and links are resolved.
[[nodiscard]] bool is_below(const std::filesystem::path& file,
                            const std::vector<std::filesystem::path>& folders);

// What the file's head says, ready to be compared; nullopt when no sound is in it.
struct Looked {
    conform::FoundFile file;
    media::SoundStream sound;
};
[[nodiscard]] std::optional<Looked> look_at(const std::filesystem::path& file);

} // namespace dub::app
