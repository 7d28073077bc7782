#pragma once
// The journal that lies beside a session: whether it holds work that was never saved, and how it is kept out
// of the way. Nothing here deletes what a person did. [control, disk]

#include <filesystem>

#include "app/jobs/utc.h"
#include "formats/project/journal.h"

namespace dub::app {

[[nodiscard]] std::filesystem::path journal_of(const std::filesystem::path& session); // NAME.dub.journal

enum class JournalState : unsigned char {
    none,
    finished,   // all it holds is in the session file
    unsaved,    // it goes on from the session file
    foreign,    // it goes on from another state
    unreadable, // its first line is not that of a journal; `why` says more
    in_use,     // another program is editing the session now
};

struct JournalBeside {
    JournalState state = JournalState::none;
    std::filesystem::path file;
    project::JournalRead read; // unless none or unreadable
    std::size_t first = 0;     // unsaved: the first record after the saved state
    std::string why;

    [[nodiscard]] std::span<const project::JournalRecord> work() const {
        return std::span(read.records).subspan(first);
    }
};
[[nodiscard]] JournalBeside look_at_journal(const std::filesystem::path& journal, std::string_view state);

// Error (unfit): another program is editing the session; it is not to be replaced under its hands.
[[nodiscard]] Result<void> not_in_use(const std::filesystem::path& session);

// "12 edits from 2026-11-21T12:55:06Z to 2026-11-21T13:04:10Z".
[[nodiscard]] std::string amount_in_words(std::span<const project::JournalRecord> work);

// Gives the journal a name of its own (NAME.dub.journal.TIME.kept), so that a new one can begin.
[[nodiscard]] Result<std::filesystem::path> set_aside(const std::filesystem::path& journal, Moment now);
// Copies what follows the byte `from` to NAME.dub.journal.TIME.rest.
[[nodiscard]] Result<std::filesystem::path> keep_rest(const std::filesystem::path& journal,
                                                      std::uint64_t from, Moment now);

} // namespace dub::app
