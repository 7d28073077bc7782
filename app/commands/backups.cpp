// dubstage backups: the older states of a session.

#include <cerrno>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/jobs/backups.h"
#include "app/jobs/save.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

class Backups final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.option("--restore", "N", "copy the backup of that number to --out; 1 is the newest",
                       &restore_);
        options.option("--out", "FILE", "where --restore copies to", &out_);
    }

    Result<Exit> run(Console& console) override {
        const auto all = backups_of(session_);
        std::error_code error;
        if (all.empty() && !fs::exists(session_, error))
            return std::unexpected(io_error("read", session_, ENOENT));
        if (restore_) CHECK(restore(console, all));
        if (!restore_ && out_) return bad_option("--out", "it says where --restore copies to.");
        if (!restore_) print_all(console, all);
        describe(console, all);
        return Exit::done;
    }

  private:
    Result<void> restore(const Console& console, const std::vector<Backup>& all) const {
        if (!out_) return bad_option("--out", "say where the backup is copied to.");
        if (*restore_ < 1 || static_cast<std::size_t>(*restore_) > all.size())
            return bad_option("--restore", all.empty()
                                               ? fmt::format("{} has no backups.", session_)
                                               : fmt::format("{}; expected 1 to {}.", *restore_, all.size()));
        const Backup& backup = all[static_cast<std::size_t>(*restore_) - 1];
        TRY(const auto saved, copy_state(backup.file, *out_, {console.if_exists()}));
        show(console, saved.diagnostics);
        tell(console, fmt::format("{}: the state of {}.", *out_, utc_text(backup.time)));
        return {};
    }

    void print_all(const Console& console, const std::vector<Backup>& all) const {
        if (all.empty()) print(console, fmt::format("{} has no backups.\n", session_));
        for (std::size_t i = 0; i < all.size(); ++i)
            print(console, fmt::format("{:3}  {}  {:>10} bytes  {}\n", i + 1, utc_text(all[i].time),
                                       all[i].bytes, all[i].file.string()));
    }

    void describe(const Console& console, const std::vector<Backup>& all) const {
        Value::List rows;
        for (std::size_t i = 0; i < all.size(); ++i)
            rows.push_back(object({{"number", whole(static_cast<std::int64_t>(i) + 1)},
                                   {"time", text(utc_text(all[i].time))},
                                   {"path", text(all[i].file.string())},
                                   {"bytes", whole(static_cast<std::int64_t>(all[i].bytes))}}));
        answer(console, object({{"session", text(session_)},
                                {"backups", list(std::move(rows))},
                                {"restored", restore_ ? text(*out_) : none()}}));
    }

    std::string session_;
    std::optional<int> restore_;
    std::optional<std::string> out_;
};

} // namespace

std::unique_ptr<Command> make_backups() { return std::make_unique<Backups>(); }

} // namespace dub::app
