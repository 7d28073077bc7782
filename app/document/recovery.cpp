#include "app/document/recovery.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/backups.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

fs::path tries_of(const fs::path& journal) { return journal.string() + ".tries"; }

// The session file when the journal goes on from it, else the backup of that state.
Result<OpenedSession> base_of(const fs::path& session, const JournalBeside& journal) {
    auto opened = open_saved_state(session);
    if (opened && project::continues_from(journal.read, opened->state)) return opened;
    if (const auto backup = backup_of_state(session, journal.read.header.continues))
        return open_saved_state(backup->file);
    if (!opened) return opened;
    return fail(
        ErrorCode::unfit,
        fmt::format("{} goes on from a state that is neither {} nor one of its backups; nothing can be "
                    "made of it without that file. It was left as it is.",
                    journal.file.string(), session.string()));
}

std::string where_the_rest_is(const JournalBeside& journal, std::size_t good_records, Rest rest, Moment now) {
    if (rest == Rest::stays) return "the rest stays in the journal.";
    const auto kept = keep_rest(journal.file, journal.read.bytes_to(good_records), now);
    return kept ? fmt::format("the rest is kept in {}.", kept->string())
                : fmt::format("the rest could not be copied: {}", kept.error().text());
}

void tell_the_end(Recovered& recovered, const JournalBeside& journal, std::size_t work, Rest rest,
                  Moment now) {
    const bool stopped = recovered.replay.applied < work;
    if (!stopped && journal.read.end == project::JournalEnd::whole) return;
    const std::size_t good = journal.read.records.size() - work + recovered.replay.applied;
    if (!stopped && journal.read.end == project::JournalEnd::torn) {
        recovered.diagnostics.push_back({Severity::note, "journal.torn", journal.file.string(),
                                         "its last record was not whole and is left out."});
        return;
    }
    const std::string why = recovered.replay.refused ? recovered.replay.refused->text()
                            : stopped                ? "there was nothing to undo or redo"
                                                     : "a record is damaged";
    recovered.diagnostics.push_back({Severity::warning, "journal.stopped", journal.file.string(),
                                     fmt::format("the work up to its record {} is recovered, then {}; {}",
                                                 good, why, where_the_rest_is(journal, good, rest, now))});
}

} // namespace

Result<Recovered> recover_work(const fs::path& session, const JournalBeside& journal, Rest rest, Moment now) {
    TRY(auto base, base_of(session, journal));
    return recover_onto(std::move(base), journal, rest, now);
}

Recovered recover_onto(OpenedSession base, const JournalBeside& journal, Rest rest, Moment now) {
    const std::size_t first = project::continues_from(journal.read, base.state).value_or(0);
    const auto work = std::span(journal.read.records).subspan(first);
    session::Session from = base.session;
    Recovered recovered{std::move(base), project::replay(std::move(from), work), {}};
    tell_the_end(recovered, journal, work.size(), rest, now);
    return recovered;
}

Result<RecoveryAttempt> RecoveryAttempt::begin(const fs::path& session, const fs::path& journal) {
    const fs::path tries = tries_of(journal);
    const auto text = read_text_file(tries, 100);
    const auto before = text ? static_cast<int>(std::ranges::count(*text, '\n')) : 0;
    if (before >= attempts_max)
        return fail(
            ErrorCode::unfit,
            fmt::format("Recovering the unsaved work of {} failed {} times. Start from the saved state "
                        "with `dubstage recover {} --set-aside`, which keeps {} under another name.",
                        session.string(), before, session.string(), journal.string()));
    if (auto file = AtomicFile::create(tries, IfExists::replace)) {
        const std::string lines = text.value_or("") + "begun\n";
        [[maybe_unused]] const bool counted = file->write(lines) && file->commit();
    }
    return RecoveryAttempt(tries);
}

void RecoveryAttempt::succeeded() const {
    std::error_code ignored;
    fs::remove(tries_, ignored);
}

void forget_attempts(const fs::path& journal) {
    std::error_code ignored;
    fs::remove(tries_of(journal), ignored);
}

} // namespace dub::app
