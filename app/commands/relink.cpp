// dubstage relink: recordings that moved are found again.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/jobs/relink.h"

namespace dub::app {
namespace {

class Relink final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.option("--media", "DIR", "where to look, with all folders below; may be given again",
                       &folders_);
        options.option("--out", "OTHER.dub", "save there and leave FILE.dub as it is", &out_);
    }

    Result<Exit> run(Console& console) override {
        if (folders_.empty()) return bad_option("--media", "name the folder to look through.");
        RelinkRequest request{session_, {folders_.begin(), folders_.end()}, {}, console.if_exists()};
        if (out_) request.out = *out_;
        auto outcome = [&] {
            ConsoleProgress progress(console);
            return relink(request, progress);
        }();
        if (!outcome) return std::unexpected(std::move(outcome).error());
        show(console, outcome->diagnostics);
        tell_all(console, *outcome);
        answer(console, described(*outcome));
        return outcome->missing.empty() ? Exit::done : Exit::not_passed;
    }

  private:
    void tell_all(const Console& console, const RelinkOutcome& outcome) const {
        for (const auto& one : outcome.relinked)
            print(console, fmt::format("{}: {} (was {})\n", one.name, one.to, one.from));
        for (const auto& one : outcome.missing)
            print(console, fmt::format("{}: not found (was {})\n", one.name, one.path));
        if (outcome.relinked.empty() && outcome.missing.empty()) tell(console, "Nothing is missing.");
        if (outcome.saved)
            tell(console,
                 fmt::format("{} found, {} saved.", outcome.relinked.size(), out_.value_or(session_)));
    }

    [[nodiscard]] Value described(const RelinkOutcome& outcome) const {
        Value::List relinked, missing;
        for (const auto& one : outcome.relinked)
            relinked.push_back(object({{"media", text(one.id)},
                                       {"name", text(one.name)},
                                       {"from", text(one.from)},
                                       {"to", text(one.to)},
                                       {"by", text(one.by == FoundBy::identity ? "identity" : "name")}}));
        for (const auto& one : outcome.missing)
            missing.push_back(
                object({{"media", text(one.id)}, {"name", text(one.name)}, {"path", text(one.path)}}));
        return object({{"session", text(out_.value_or(session_))},
                       {"relinked", list(std::move(relinked))},
                       {"missing", list(std::move(missing))},
                       {"diagnostics", of(outcome.diagnostics)}});
    }

    std::string session_;
    std::vector<std::string> folders_{};
    std::optional<std::string> out_;
};

} // namespace

std::unique_ptr<Command> make_relink() { return std::make_unique<Relink>(); }

} // namespace dub::app
