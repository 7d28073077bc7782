#include "app/document/store.h"

#include <fmt/format.h>

#include "app/document/recovery.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;

using project::Deed;
using project::JournalRecord;

namespace {

Diagnostic about(const fs::path& journal, std::string_view code, std::string sentence) {
    return {Severity::warning, std::string(code), journal.string(), std::move(sentence)};
}

std::unexpected<Error> in_use(const fs::path& file) {
    return fail(ErrorCode::unfit,
                fmt::format("{} is being edited by another program; close it there.", file.string()));
}

// Whether one more step of `history` leads to `target`; if not, nothing is changed.
bool step_leads_to(session::History& history, bool (session::History::*step)(),
                   bool (session::History::*back)(), const session::Session& target) {
    if (!(history.*step)()) return false;
    if (session::equal(history.now(), target)) return true;
    (history.*back)();
    return false;
}

} // namespace

Store::Store(OpenedSession opened, StoreRules rules)
    : opened_(std::move(opened))
    , file_(opened_.file)
    , rules_(std::move(rules))
    , saved_(opened_.session)
    , history_(opened_.session)
    , replayed_(opened_.session)
    , journal_path_(journal_of(opened_.file))
    , told_(opened_.diagnostics) {}

Result<Store> Store::open(const fs::path& file, Unsaved unsaved, StoreRules rules) {
    TRY(auto opened, open_saved_state(file));
    Store store(std::move(opened), std::move(rules));
    CHECK(store.take_up(look_at_journal(store.journal_path_, store.opened_.state), unsaved));
    store.claim();
    const bool claimed = store.journal_ || store.rules_.claim == Claim::with_the_first_edit;
    if (!claimed && project::is_in_use(store.journal_path_)) return in_use(file); // it was quicker
    return store;
}

Result<void> Store::take_up(JournalBeside journal, Unsaved unsaved) {
    switch (journal.state) {
    case JournalState::none: return {};
    case JournalState::in_use: return in_use(*file_);
    case JournalState::finished: {
        std::error_code error; // in the way: the first edit will say so
        fs::remove(journal.file, error);
        return {};
    }
    case JournalState::unsaved:
        if (unsaved == Unsaved::recover) return recover(journal);
        break;
    case JournalState::foreign: journal.why = "it goes on from another state of the session"; break;
    case JournalState::unreadable: break;
    }
    TRY(const fs::path kept, set_aside(journal.file, rules_.now()));
    forget_attempts(journal.file);
    const std::string why = journal.why.empty() ? amount_in_words(journal.work()) : journal.why;
    told_.push_back(about(journal.file, "journal.set-aside",
                          fmt::format("{}; it is kept as {}. `dubstage recover {} --journal {}` makes a "
                                      "session of it.",
                                      why, kept.string(), file_->string(), kept.string())));
    return {};
}

Result<void> Store::recover(const JournalBeside& journal) {
    TRY(const auto attempt, RecoveryAttempt::begin(*file_, journal.file));
    auto recovered = recover_onto(opened_, journal, Rest::copied, rules_.now());
    const std::size_t applied = recovered.replay.applied;
    TRY(journal_,
        project::JournalFile::go_on(journal.file, journal.read, journal.first + applied, rules_.sync));
    attempt.succeeded();
    history_ = recovered.replay.history;
    replayed_ = std::move(recovered.replay.history);
    recovered_ = applied;
    told_.push_back(about(*file_, "session.recovered",
                          fmt::format("work that was never saved is recovered: {}. This is a copy without a "
                                      "name; save it under one.",
                                      amount_in_words(journal.work().first(applied)))));
    append(told_, std::move(recovered.diagnostics));
    file_.reset();
    return {};
}

bool Store::has_unsaved() const {
    return !session::equal(now(), session::with_ids_given(saved_, now().info->next_id));
}

Result<Acknowledged> Store::apply(const std::vector<project::EditCall>& gesture, std::string_view name,
                                  std::string title) {
    if (gesture.empty()) return fail(ErrorCode::usage, fmt::format("{}: there is no edit in it.", name));
    JournalRecord record{Deed::edits, {}, {}, {}};
    for (const auto& call : gesture)
        record.edits.push_back(project::as_journalled(call));
    TRY(auto next, project::apply_script(now(), record.edits, name));
    const std::string edit = gesture.front().edit;
    history_.push(title.empty() ? edit : std::move(title), std::move(next));
    replayed_.push(edit, now());
    return note(std::move(record), edit);
}

Acknowledged Store::put(session::Session next, const std::string& title) {
    history_.push(title, std::move(next));
    replayed_.push(title, now());
    return note({Deed::session, {}, {}, project::to_text(now())}, title);
}

Result<Acknowledged> Store::undo() {
    std::string edit = undo_name();
    if (!history_.undo()) return fail(ErrorCode::unfit, "There is nothing to undo.");
    return follow(std::move(edit));
}

Result<Acknowledged> Store::redo() {
    std::string edit = redo_name();
    if (!history_.redo()) return fail(ErrorCode::unfit, "There is nothing to redo.");
    return follow(std::move(edit));
}

Result<Acknowledged> Store::go_to(std::size_t entry) {
    const auto names = history_.names();
    if (entry >= names.size())
        return fail(ErrorCode::usage, fmt::format("There is no entry {} in the history.", entry));
    history_.go_to(entry);
    return follow(names[entry]);
}

// The journal begins at the last save, the history before it: where a step of the journal's own does not lead
// to the present state, the whole session is written.
Acknowledged Store::follow(std::string edit) {
    using session::History;
    JournalRecord record;
    if (step_leads_to(replayed_, &History::undo, &History::redo, now())) {
        record.deed = Deed::undo;
    } else if (step_leads_to(replayed_, &History::redo, &History::undo, now())) {
        record.deed = Deed::redo;
    } else {
        record = {Deed::session, {}, {}, project::to_text(now())};
        replayed_.push(edit, now());
    }
    return note(std::move(record), std::move(edit));
}

Acknowledged Store::note(JournalRecord record, std::string edit) {
    record.time = utc_text(rules_.now());
    waiting_.push_back(std::move(record));
    Acknowledged acknowledged{std::move(edit), 0, {}};
    const auto written = write_waiting();
    acknowledged.sequence = journal_ ? journal_->sequence() : waiting_.size();
    if (!written)
        acknowledged.diagnostics.push_back(
            about(journal_path_, "journal.not-written",
                  fmt::format("a crash would lose the work since the last save; save soon. {}",
                              written.error().text())));
    return acknowledged;
}

Result<void> Store::write_waiting() {
    if (!journal_) {
        TRY(journal_,
            project::JournalFile::create(journal_path_, {opened_.state, now().info->lineage}, rules_.sync));
    }
    Result<void> last;
    for (const JournalRecord& record : waiting_) // from here on the journal keeps what it cannot write
        if (auto appended = journal_->append(record); !appended) last = std::unexpected(appended.error());
    waiting_.clear();
    return last;
}

SaveRules Store::save_rules(IfExists if_exists) {
    SaveRules rules{if_exists, ", or save it under another name", rules_.now(), {}};
    // Should the program end before the journal is gone, this says that all in it is saved.
    rules.about_to_appear = [this](std::string_view state) {
        if (journal_ == nullptr) return;
        [[maybe_unused]] const auto noted =
            journal_->append({Deed::saved, utc_text(rules_.now()), {}, std::string(state)});
    };
    return rules;
}

Result<Diagnostics> Store::save(IfExists loss) {
    if (!file_)
        return fail(ErrorCode::unfit,
                    fmt::format("This is a recovered copy of {}; save it under a name of its "
                                "own.",
                                opened_.file.string()));
    TRY(auto saved, save_over(opened_, now(), save_rules(loss)));
    settle(std::move(saved.state));
    const bool kept = journal_ && rules_.claim == Claim::at_once &&
                      journal_->begin_again({opened_.state, now().info->lineage});
    if (!kept) end_journal();
    claim();
    return std::move(saved.diagnostics);
}

Result<Diagnostics> Store::save_as(const fs::path& file, IfExists if_exists) {
    SaveRules rules = save_rules(if_exists);
    rules.about_to_appear = {}; // the journal is another file's
    const fs::path folder = fs::absolute(file).parent_path();
    const fs::path journal = journal_of(file);
    const bool own = journal_ && fs::absolute(journal).lexically_normal() ==
                                     fs::absolute(journal_path_).lexically_normal();
    if (!own) CHECK(not_in_use(file));
    TRY(auto saved, app::save_as(for_folder(now(), opened_.folder, folder), file, rules));
    const bool was_recovered = !file_;
    move_to(folder);
    opened_ = {file, folder, now(), {}, {}, {}};
    file_ = file;
    if (was_recovered && journal_) { // never deleted: the copy may not be what the person hoped for
        if (auto kept = app::set_aside(journal_path_, rules_.now()))
            saved.diagnostics.push_back({Severity::note, "journal.set-aside", journal_path_.string(),
                                         fmt::format("it is kept as {}.", kept->string())});
        journal_.reset();
    }
    settle(std::move(saved.state));
    end_journal();
    journal_.reset(); // one that could not be removed offers its work once more, which harms nobody
    journal_path_ = journal;
    // Of the session that lay there before.
    if (auto kept = app::set_aside(journal_path_, rules_.now()))
        saved.diagnostics.push_back({Severity::note, "journal.set-aside", journal_path_.string(),
                                     fmt::format("it is kept as {}.", kept->string())});
    claim();
    return std::move(saved.diagnostics);
}

// What was done before is undone in the new folder, too. Most entries share their pool and prints.
void Store::move_to(const fs::path& folder) {
    if (folder == opened_.folder) return;
    session::Session before, after;
    history_.rewrite([&](const session::Session& entry) {
        if (entry.pool != before.pool || entry.prints != before.prints) {
            before = entry;
            after = for_folder(entry, opened_.folder, folder);
        }
        session::Session moved = entry;
        moved.pool = after.pool;
        moved.prints = after.prints;
        return moved;
    });
}

void Store::settle(std::string state) {
    opened_.state = std::move(state);
    saved_ = now();
    replayed_ = session::History(now());
    opened_.unknown_keys.clear();
    waiting_.clear();
}

// Where the folder cannot be written nobody is kept out, and each edit says that it is not in a journal.
void Store::claim() {
    if (journal_ || !file_ || rules_.claim == Claim::with_the_first_edit) return;
    [[maybe_unused]] const auto begun = write_waiting();
}

// All it holds is saved. Where it cannot be removed it goes on: it says itself what of it is saved.
void Store::end_journal() {
    waiting_.clear();
    if (!journal_) return;
    std::error_code error;
    fs::remove(journal_path_, error);
    if (!error) journal_.reset();
}

Result<void> Store::flush() {
    if (!waiting_.empty()) CHECK(write_waiting());
    if (!journal_) return {};
    return journal_->flush();
}

void Store::close(Leave leave) {
    if (leave == Leave::discard_unsaved || !has_unsaved()) end_journal();
    journal_.reset();
}

} // namespace dub::app
