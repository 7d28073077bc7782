#pragma once
// A session from the disk and the recordings it uses: found beside it, opened for the plan, and looked at for
// changes since they were imported. [control, disk]

#include <filesystem>
#include <string_view>

#include "engine/core/atomic_file.h"
#include "engine/core/diagnostics.h"
#include "engine/plan/compile.h"
#include "engine/session/session.h"

namespace dub::app {

// Where a path of the media pool lies: relative ones count from the session file's folder.
[[nodiscard]] std::filesystem::path media_file(const std::filesystem::path& folder,
                                               std::string_view pool_path);
// What the pool should write for `file`: relative when it lies below `folder` or beside it, '/' between;
// absolute when on another volume.
[[nodiscard]] std::string pool_path(const std::filesystem::path& folder, const std::filesystem::path& file);

// A session of the folder `from` as one of the folder `to`: its media, and the snapshots of its prints, are
// where they were.
[[nodiscard]] session::Session for_folder(session::Session session, const std::filesystem::path& from,
                                          const std::filesystem::path& to);

struct OpenedSession {
    std::filesystem::path file;
    std::filesystem::path folder; // absolute
    session::Session session;
    Diagnostics diagnostics; // of the session file, and "session.unsaved"; media are not looked at
    std::vector<std::string> unknown_keys; // of a newer version: saving over the file would lose them
    std::string state;                     // state_hash of the file as it was read
};
// Errors: the file is missing, is not a session, is of a newer version, breaks an invariant. The file is what
// was saved: work in a journal beside it is told, not applied.
[[nodiscard]] Result<OpenedSession> open_session(const std::filesystem::path& file);
// The same without a look at the journal, for those who take it up themselves.
[[nodiscard]] Result<OpenedSession> open_saved_state(const std::filesystem::path& file);

// Opens recordings of sessions in `folder`. The function may be copied and called from any thread.
[[nodiscard]] plan::OpenMedia media_opener(const std::filesystem::path& folder);

struct MediaState {
    bool complete = true; // every recording that a clip plays is there, as it was imported
    Diagnostics
        diagnostics; // "media.missing" (plays as silence), "media.changed" (plays what lies there now)
    std::vector<std::string> missing; // their paths as the pool has them
};
// Errors (unfit): a recording was exchanged for one of other channels or rate, which no clip of the session
// fits.
[[nodiscard]] Result<MediaState> look_at_media(const session::Session& session,
                                               const std::filesystem::path& folder);

// What the plan says, without its own word on recordings that are told to be missing already.
[[nodiscard]] Diagnostics without_missing(Diagnostics of_plan, const std::vector<std::string>& missing);

// After reading: an error (io) names the first recording that is not what `before` found, byte for byte. What
// was made of it must not be kept.
struct MediaStamp {
    std::filesystem::path file;
    std::uint64_t bytes = 0;
    std::int64_t modified_ns = 0;
    std::string hash;
};
[[nodiscard]] std::vector<MediaStamp> stamp_media(const session::Session& session,
                                                  const std::filesystem::path& folder);
[[nodiscard]] Result<void> still_the_same(const std::vector<MediaStamp>& before);

} // namespace dub::app
