// dubstage merge: two people's work on copies of one session, joined; also a driver for git.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/describe_change.h"
#include "app/commands/reading.h"
#include "app/jobs/merge.h"

namespace dub::app {
namespace {

class Merge final : public Command {
  public:
    void declare(Options& options) override {
        options.place("BASE.dub", "the session as it was when the two began", &base_);
        options.place("MINE.dub", "one copy; where both disagree it stays in place", &mine_);
        options.place("THEIRS.dub", "the other copy", &theirs_);
        options.option("--out", "OUT.dub", "the session to make", &out_);
    }

    Result<Exit> run(Console& console) override {
        if (!out_) return bad_option("--out", "a place for the joined session is needed.");
        TRY(const auto merged, merge_files({base_, mine_, theirs_, *out_, console.if_exists()}));
        show(console, merged.notes);
        Value::List rows;
        for (const auto& conflict : merged.conflicts) {
            print(console, "conflict: " + session::describe(merged.session, conflict) + "\n");
            rows.push_back(conflict_row(merged.session, conflict));
        }
        tell(console,
             fmt::format("{} saved, {} conflict{}.", *out_, rows.size(), rows.size() == 1 ? "" : "s"));
        const bool clean = rows.empty();
        answer(console, object({{"session", text(*out_)},
                                {"conflicts", list(std::move(rows))},
                                {"diagnostics", of(merged.notes)}}));
        return clean ? Exit::done : Exit::not_passed;
    }

  private:
    std::string base_, mine_, theirs_;
    std::optional<std::string> out_;
};

} // namespace

std::unique_ptr<Command> make_merge() { return std::make_unique<Merge>(); }

} // namespace dub::app
