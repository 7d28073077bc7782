#pragma once
// The one door through which a session reaches the disk: checked, written beside, flushed, read back,
// renamed, the folder flushed; what it replaces and what it is now are kept as backups. [control, disk]

#include <functional>

#include "app/jobs/session_media.h"
#include "app/jobs/utc.h"

namespace dub::app {

struct SaveRules {
    IfExists if_exists = IfExists::refuse; // save_over: whether what this version does not know may be lost
    std::string other_way = {};            // save_over: what else a person can do, the end of the sentence
    Moment now = moment_now();
    // Told the state_hash just before the file appears.
    std::function<void(std::string_view)> about_to_appear = {};
};

struct Saved {
    std::string state;       // state_hash of the file
    Diagnostics diagnostics; // "session.no-backup": saved, but the backup could not be written
};

// Under a name of its own. A session that lay there is kept as a backup first.
[[nodiscard]] Result<Saved> save_as(const session::Session& session, const std::filesystem::path& file,
                                    const SaveRules& rules);

// Over the file it came from. Refused: what this version does not know would be lost (unfit;
// IfExists::replace accepts that, as --force does), and a file that another program has changed since it was
// opened (io).
[[nodiscard]] Result<Saved> save_over(const OpenedSession& opened, const session::Session& session,
                                      const SaveRules& rules);

// The first refusal of save_over, before any work.
[[nodiscard]] Result<void> may_save_over(const OpenedSession& opened, const SaveRules& rules);

// A state as it lies in `from`, byte for byte, under another name: how a backup comes back.
[[nodiscard]] Result<Saved> copy_state(const std::filesystem::path& from, const std::filesystem::path& to,
                                       const SaveRules& rules);

} // namespace dub::app
