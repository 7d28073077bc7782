// dubstage diff: what differs between two sessions or two playlists, or what a version changes against the
// mix.

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
        options.option("--track", "NAME", "the track of A.dub whose playlists are compared", &track_);
        options.option("--playlist", "P,Q", "what differs from playlist P to Q; \"first\": the track's first",
                       &playlists_);
    }

    Result<Exit> run(Console& console) override {
        if (b_ && version_)
            return bad_option("--version", "a version is compared with its own mix; give one session.");
        if (track_.has_value() != playlists_.has_value())
            return bad_option(track_ ? "--track" : "--playlist", "--track and --playlist P,Q go together.");
        if (playlists_ && (b_ || version_))
            return bad_option("--playlist", "playlists are compared inside one session, without --version.");
        if (!b_ && !version_ && !playlists_)
            return bad_option("B.dub", "another session is needed, or --version, or --playlist.");
        TRY(const auto a, open_session(a_));
        show(console, a.diagnostics);
        if (version_) return compare_version(console, a.session);
        if (playlists_) return compare_playlists(console, a.session);
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

    Result<Exit> compare_playlists(const Console& console, const session::Session& session) const {
        const auto id = TrackId::parse(*track_);
        const session::Track* const track =
            id ? session::find_track(session, *id) : session::find_track(session, std::string_view(*track_));
        if (track == nullptr)
            return fail(
                ErrorCode::unfit,
                fmt::format("{} has no track '{}'; `dubstage inspect {}` lists them.", a_, *track_, a_));
        TRY(const auto two, two_playlists(*track));
        TRY(const auto changes, session::diff_playlists(session, track->id, two.first, two.second));
        report(console, session, changes,
               {{"session", text(a_)},
                {"track", text(track->name)},
                {"a", text(two.first.name)},
                {"b", text(two.second.name)}});
        return Exit::done;
    }

    // Names may hold commas: the first comma that divides the words into two playlists counts.
    Result<std::pair<session::Playlist, session::Playlist>> two_playlists(const session::Track& track) const {
        const std::string_view words = *playlists_;
        std::optional<Error> refused;
        for (std::size_t comma = words.find(','); comma != std::string_view::npos;
             comma = words.find(',', comma + 1)) {
            auto first = session::find_playlist(track, words.substr(0, comma));
            auto second = session::find_playlist(track, words.substr(comma + 1));
            if (first && second) return std::pair(std::move(*first), std::move(*second));
            if (!refused) refused = first ? second.error() : first.error();
        }
        if (refused) return std::unexpected(std::move(*refused));
        return bad_option("--playlist", "two playlists are needed, with a comma between them.");
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
    std::optional<std::string> b_, version_, track_, playlists_;
};

} // namespace

std::unique_ptr<Command> make_diff() { return std::make_unique<Diff>(); }

} // namespace dub::app
