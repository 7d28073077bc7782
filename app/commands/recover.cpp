// dubstage recover: what a journal holds that was never saved, in words and as a session.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/document/recovery.h"
#include "app/jobs/save.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t last_shown = 10;

class Recover final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.option("--out", "FILE", "where to (default: NAME (recovered).dub beside it)", &out_);
        options.option("--list", "", "say what there is; make nothing", &list_);
        options.option("--set-aside", "", "keep the journal under another name and start clean", &set_aside_);
        options.option("--journal", "FILE", "another journal, for example one that was set aside", &journal_);
    }

    Result<Exit> run(Console& console) override {
        TRY(const JournalBeside journal, find());
        if (journal.state == JournalState::none || (journal.state == JournalState::finished && !set_aside_)) {
            tell(console, fmt::format("{}: everything is saved; there is nothing to recover.", session_));
            describe(console, journal, {});
            return Exit::done;
        }
        if (set_aside_) return clean_start(console, journal);
        if (journal.state == JournalState::unreadable) return fail(ErrorCode::invalid, journal.why);
        return recover(console, journal);
    }

  private:
    struct Made {
        std::optional<fs::path> base, session, kept;
        std::size_t records = 0;
        std::span<const project::JournalRecord> work = {};
        Diagnostics diagnostics = {};
    };

    Result<JournalBeside> find() const {
        const auto text = read_text_file(session_, project::file_bytes_max);
        const fs::path file = journal_ ? fs::path(*journal_) : journal_of(session_);
        JournalBeside journal = look_at_journal(file, text ? project::state_hash(*text) : "");
        if (journal.state == JournalState::in_use)
            return fail(ErrorCode::unfit,
                        fmt::format("{} is being edited by another program now; its journal is that "
                                    "program's.",
                                    session_));
        if (journal.state != JournalState::none) return journal;
        if (journal_) return std::unexpected(io_error("read", file, ENOENT));
        if (!text) return std::unexpected(text.error());
        return journal;
    }

    Result<Exit> clean_start(const Console& console, const JournalBeside& journal) const {
        TRY(const fs::path kept, set_aside(journal.file, moment_now()));
        forget_attempts(journal.file);
        tell(console, fmt::format("{} starts from its saved state; the journal is kept as {}.", session_,
                                  kept.string()));
        Made made;
        made.kept = kept;
        made.work = journal.work();
        describe(console, journal, made);
        return Exit::done;
    }

    Result<Exit> recover(const Console& console, const JournalBeside& journal) const {
        TRY(const auto attempt, RecoveryAttempt::begin(session_, journal.file));
        TRY(const Recovered recovered, recover_work(session_, journal, Rest::stays, moment_now()));
        attempt.succeeded();
        Made made;
        made.base = recovered.base.file;
        made.records = recovered.replay.applied;
        const std::size_t first = project::continues_from(journal.read, recovered.base.state).value_or(0);
        made.work = std::span(journal.read.records).subspan(first, made.records);
        made.diagnostics = recovered.diagnostics;
        if (!list_) CHECK(make(console, journal, recovered, made));
        show(console, made.diagnostics);
        print_work(console, made);
        if (made.session) tell(console, fmt::format("Recovered to {}.", made.session->string()));
        describe(console, journal, made);
        return Exit::done;
    }

    Result<void> make(const Console& console, const JournalBeside& journal, const Recovered& recovered,
                      Made& made) const {
        const fs::path named(session_);
        made.session =
            out_ ? fs::path(*out_) : named.parent_path() / (named.stem().string() + " (recovered).dub");
        // Its media lie where they did for the session; the base may be a backup in a folder of its own.
        const auto folder_of = [](const fs::path& file) { return fs::absolute(file).parent_path(); };
        const auto session =
            for_folder(recovered.replay.history.now(), folder_of(named), folder_of(*made.session));
        TRY(auto saved, save_as(session, *made.session, {console.if_exists()}));
        append(made.diagnostics, std::move(saved.diagnostics));
        if (journal_) return {};
        TRY(made.kept, set_aside(journal.file, moment_now()));
        return {};
    }

    void print_work(const Console& console, const Made& made) const {
        print(console, fmt::format("{}: {}, on top of {}\n", session_, amount_in_words(made.work),
                                   made.base->string()));
        const std::size_t skipped = made.work.size() - std::min(made.work.size(), last_shown);
        if (skipped > 0) print(console, fmt::format("  … {} before these\n", skipped));
        for (const auto& record : made.work.subspan(skipped))
            print(console, fmt::format("  {}  {}\n", record.time, project::in_words(record)));
    }

    void describe(const Console& console, const JournalBeside& journal, const Made& made) const {
        Value::List last;
        const std::size_t skipped = made.work.size() - std::min(made.work.size(), last_shown);
        for (const auto& record : made.work.subspan(skipped))
            last.push_back(object({{"time", text(record.time)}, {"words", text(project::in_words(record))}}));
        const auto path = [](const std::optional<fs::path>& file) {
            return file ? text(file->string()) : none();
        };
        answer(console, object({{"session", text(session_)},
                                {"journal",
                                 journal.state == JournalState::none ? none() : text(journal.file.string())},
                                {"base", path(made.base)},
                                {"edits", whole(static_cast<std::int64_t>(made.records))},
                                {"last", list(std::move(last))},
                                {"recovered", path(made.session)},
                                {"kept", path(made.kept)},
                                {"diagnostics", of(made.diagnostics)}}));
    }

    std::string session_;
    std::optional<std::string> out_, journal_;
    bool list_ = false, set_aside_ = false;
};

} // namespace

std::unique_ptr<Command> make_recover() { return std::make_unique<Recover>(); }

} // namespace dub::app
