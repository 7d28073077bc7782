#pragma once
// The open session: its value now, its history, the journal of what was not saved yet, and the file it is
// saved to. Windows and `dubstage edit --stream` are its users. [control]
//
// Unsaved work of an earlier run opens as a recovered copy: it has no file until it is saved under a name, so
// recovering never overwrites anything. Its journal goes on where it stopped.

#include <memory>
#include <optional>

#include "app/jobs/journal_beside.h"
#include "app/jobs/save.h"
#include "engine/session/history.h"
#include "formats/project/journal_file.h"

namespace dub::app {

enum class Unsaved : unsigned char {
    recover,  // open it as a recovered copy
    set_aside // a clean start from the saved state; the journal is kept under another name
};
enum class Leave : unsigned char {
    keep_unsaved,   // the next opening recovers it
    discard_unsaved // the person said so
};

// When other programs are kept from editing the session.
enum class Claim : unsigned char {
    with_the_first_edit,
    at_once, // a window is looked at for hours before that: who opens the session meanwhile may only look
};

struct StoreRules {
    std::function<Moment()> now = moment_now;
    project::SyncRules sync = {};
    Claim claim = Claim::with_the_first_edit;
};

// What was done, and its place in the journal. A journal that cannot be written keeps nobody from editing: a
// diagnostic ("journal.not-written") says so each time, and it is tried again with the next edit.
struct Acknowledged {
    std::string edit; // the first edit of the gesture
    std::uint64_t sequence = 0;
    Diagnostics diagnostics;
};

class Store {
  public:
    // Errors: those of open_session; another program is editing it; recovering failed twice (unfit).
    [[nodiscard]] static Result<Store> open(const std::filesystem::path& file, Unsaved unsaved,
                                            StoreRules rules = {});
    Store(Store&&) noexcept = default;
    Store& operator=(Store&&) noexcept = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store() = default; // as close(Leave::keep_unsaved)

    [[nodiscard]] const session::Session& now() const { return history_.now(); }
    [[nodiscard]] const std::optional<std::filesystem::path>& file() const { return file_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return opened_.folder; } // of media paths
    [[nodiscard]] const Diagnostics& told() const { return told_; }                      // of the opening
    [[nodiscard]] std::size_t recovered() const { return recovered_; } // records; 0: opened as saved
    [[nodiscard]] bool has_unsaved() const; // ids given and taken back by undo are no work
    [[nodiscard]] std::string undo_name() const { return history_.undo_name(); }
    [[nodiscard]] std::string redo_name() const { return history_.redo_name(); }
    [[nodiscard]] const session::History& history() const { return history_; }

    // One gesture, one entry of the history: all of its edits or none. `name` says whose lines the errors
    // count, `title` is the entry's (empty: the first edit's name).
    [[nodiscard]] Result<Acknowledged> apply(const std::vector<project::EditCall>& gesture,
                                             std::string_view name, std::string title = {});
    // A whole session in the place of the present one, as one entry: what a job made of it.
    [[nodiscard]] Acknowledged put(session::Session next, const std::string& title);
    [[nodiscard]] Result<Acknowledged> undo(); // errors (unfit): there is nothing to undo
    [[nodiscard]] Result<Acknowledged> redo();
    // To an entry of the history, over any number of steps. Errors (usage): there is no such entry.
    [[nodiscard]] Result<Acknowledged> go_to(std::size_t entry);

    // Errors: as save_over and save_as; a recovered copy has no name yet, another program is editing what is
    // to be replaced (unfit). Nothing is lost by them.
    [[nodiscard]] Result<Diagnostics> save(IfExists loss);
    [[nodiscard]] Result<Diagnostics> save_as(const std::filesystem::path& file, IfExists if_exists);
    [[nodiscard]] Result<void> flush(); // the journal, to the disk
    void close(Leave leave);

  private:
    Store(OpenedSession opened, StoreRules rules);
    [[nodiscard]] Result<void> take_up(JournalBeside journal, Unsaved unsaved);
    [[nodiscard]] Result<void> recover(const JournalBeside& journal);
    [[nodiscard]] Acknowledged follow(std::string edit);
    [[nodiscard]] Acknowledged note(project::JournalRecord record, std::string edit);
    [[nodiscard]] Result<void> write_waiting();
    [[nodiscard]] SaveRules save_rules(IfExists if_exists);
    void move_to(const std::filesystem::path& folder);
    void settle(std::string state);
    void claim();
    void end_journal();

    OpenedSession opened_; // what the file holds
    std::optional<std::filesystem::path> file_;
    StoreRules rules_;
    session::Session saved_;
    session::History history_;
    session::History replayed_; // what the journal would give: it begins at the saved state
    std::filesystem::path journal_path_;
    std::unique_ptr<project::JournalFile> journal_; // from the first edit on
    std::vector<project::JournalRecord> waiting_;   // while there is no journal to write to
    Diagnostics told_;
    std::size_t recovered_ = 0;
};

} // namespace dub::app
