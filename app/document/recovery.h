#pragma once
// Unsaved work from a journal: the saved state it goes on from, looked for in the session file and its
// backups, and the edits applied to it again. The named file is never touched. [control, disk]

#include "app/jobs/journal_beside.h"
#include "app/jobs/session_media.h"

namespace dub::app {

struct Recovered {
    OpenedSession base;      // the saved state; its file may be a backup
    project::Replay replay;  // of the records after it
    Diagnostics diagnostics; // what could not be had, and where the rest of the journal is kept
};

// What of the journal cannot be applied is copied to a file of its own (before the journal is cut off there),
// or stays where it is.
enum class Rest : unsigned char { copied, stays };

// `journal` is unsaved or foreign. Errors: no file holds the state it goes on from (unfit).
[[nodiscard]] Result<Recovered> recover_work(const std::filesystem::path& session,
                                             const JournalBeside& journal, Rest rest, Moment now);
// The same onto a state already opened, which the journal goes on from.
[[nodiscard]] Recovered recover_onto(OpenedSession base, const JournalBeside& journal, Rest rest, Moment now);

// Recovering may itself fail, or end the program; then it must not be tried for ever. The count lies beside
// the journal (NAME.dub.journal.tries) from the beginning of an attempt to its end.
inline constexpr int attempts_max = 2;
class RecoveryAttempt {
  public:
    // Errors (unfit): the last two attempts failed; the sentence names the clean start. A disk that cannot be
    // written does not keep anybody from trying.
    [[nodiscard]] static Result<RecoveryAttempt> begin(const std::filesystem::path& session,
                                                       const std::filesystem::path& journal);
    void succeeded() const; // forgets the count

  private:
    explicit RecoveryAttempt(std::filesystem::path tries)
        : tries_(std::move(tries)) {}
    std::filesystem::path tries_;
};
// A clean start: the journal was set aside, and with it the count.
void forget_attempts(const std::filesystem::path& journal);

} // namespace dub::app
