// dubstage diff: what differs between two sessions, or what a version changes against the mix.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/describe_change.h"
#include "app/commands/reading.h"
#include "app/jobs/session_media.h"

namespace dub::app {
namespace {

class Diff final : public Command {
  public:
    void declare(Options& options) override {
        options.place("A.dub", "a session, the older one", &a_);
        options.place("B.dub", "the other session", &b_);
        options.option("--version", "NAME", "what this version of A.dub changes against the mix", &version_);
    }

    Result<Exit> run(Console& console) override {
        if (b_ && version_)
            return bad_option("--version", "a version is compared with its own mix; give one session.");
        if (!b_ && !version_) return bad_option("B.dub", "another session is needed, or --version.");
        TRY(const auto a, open_session(a_));
        show(console, a.diagnostics);
        if (version_) return compare_version(console, a.session);
        TRY(const auto b, open_session(*b_));
        show(console, b.diagnostics);
        report(console, b.session, session::diff(a.session, b.session), {{"a", text(a_)}, {"b", text(*b_)}});
        return Exit::done;
    }

  private:
    Result<Exit> compare_version(const Console& console, const session::Session& session) const {
        const session::Version* const version = session::find_version(session, std::string_view(*version_));
        if (version == nullptr) {
            std::string names;
            for (const auto& one : session.versions)
                names += (names.empty() ? "" : ", ") + one->name;
            return fail(ErrorCode::unfit,
                        fmt::format("{} has no version '{}'; {}.", a_, *version_,
                                    names.empty() ? "it has none" : "its versions are " + names));
        }
        TRY(const auto changes, session::diff_version(session, version->id));
        report(console, session, changes, {{"session", text(a_)}, {"version", text(*version_)}});
        return Exit::done;
    }

    static void report(const Console& console, const session::Session& session,
                       const std::vector<session::Change>& changes, Value::Object document) {
        Value::List rows;
        for (const auto& change : changes) {
            print(console, session::describe(session, change) + "\n");
            rows.push_back(change_row(session, change));
        }
        if (changes.empty()) print(console, "no difference\n");
        document["equal"] = flag(changes.empty());
        document["changes"] = list(std::move(rows));
        answer(console, object(std::move(document)));
    }

    std::string a_;
    std::optional<std::string> b_, version_;
};

} // namespace

std::unique_ptr<Command> make_diff() { return std::make_unique<Diff>(); }

} // namespace dub::app
