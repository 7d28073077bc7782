// dubstage import: sound and pictures, turnovers, or parts of another session, into a session.

#include <algorithm>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/import_session.h"
#include "app/commands/import_turnover.h"
#include "app/commands/reading.h"
#include "app/jobs/import.h"
#include "app/jobs/import_turnover.h"
#include "app/jobs/inspect.h"
#include "formats/turnover/format.h"

namespace dub::app {
namespace {

class ImportVerb final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.place("INPUT",
                      "sound files and pictures, a turnover (EDL, XML, OTIO, AAF ...), or one other session",
                      &inputs_);
        options.option("--role", "ROLE", "what it is: dialogue adr foley effects ambience music ...", &role_);
        options.option("--track", "NAME", "name of the new track (default: the file's)", &track_);
        options.option("--at", "TC",
                       "where it starts (default: its own time stamp, else the session's start)", &at_);
        options.option("--pool", "", "into the media pool only, for edits to place", &pool_);
        options.option("--copy", "", "copy the media beside the session first", &copy_);
        of_turnovers_.declare(options);
        of_sessions_.declare(options);
    }

    Result<Exit> run(Console& console) override {
        if (inputs_.size() == 1) {
            TRY(const bool other_session, is_session(inputs_.front()));
            if (other_session) return bring_session(console);
        }
        TRY(const std::size_t turnovers, count_turnovers());
        if (turnovers > 0) return bring_turnover(console, turnovers);
        if (const auto option = of_turnovers_.given())
            return bad_option(*option, "it belongs to turnovers; none of the inputs is a list or AAF.");
        if (const auto option = of_sessions_.given())
            return bad_option(*option, "it belongs to the import of another session, one by itself.");
        ImportRequest request;
        request.session = session_;
        request.inputs.assign(inputs_.begin(), inputs_.end());
        if (role_) {
            TRY(request.role, role_option("--role", *role_));
        }
        request.track = track_;
        request.at = at_;
        request.placing = pool_ ? Placing::pool : Placing::tracks;
        request.copy = copy_ ? Copy::yes : Copy::no;
        request.loss = console.if_exists();
        TRY(const auto outcome, work(console, request));
        show(console, outcome.diagnostics);
        for (const TrackId id : outcome.tracks)
            tell_track(console, outcome.session, id);
        for (const auto& picture : outcome.session.pool->pictures)
            if (is_new(outcome, *picture)) tell_picture(console, outcome.session, *picture);
        describe(console, outcome);
        return Exit::done;
    }

  private:
    static Result<bool> is_session(const std::string& input) {
        if (std::filesystem::path(input).extension() == ".dub") return true;
        std::error_code error;
        if (!std::filesystem::is_regular_file(input, error)) return false; // said where it is opened
        if (turnover::is_turnover(input)) return false;                    // OTIO is JSON, too
        return looks_like_session(input);
    }

    Result<Exit> bring_session(const Console& console) const {
        if (const auto option = of_turnovers_.given())
            return bad_option(*option, "it belongs to turnovers, not to another session.");
        for (const auto& [option, used] : {std::pair{"--role", role_.has_value()},
                                           {"--track", track_.has_value()},
                                           {"--pool", pool_},
                                           {"--copy", copy_}})
            if (used) return bad_option(option, "it belongs to sounds and pictures, not to another session.");
        return run_import_session(console, session_, inputs_.front(), at_, of_sessions_);
    }

    // By their content; of one that is a turnover by name alone its reader says why it is none.
    Result<std::size_t> count_turnovers() const {
        std::size_t count = 0;
        for (const auto& input : inputs_) {
            const bool is = turnover::is_turnover(input);
            const bool by_name = is_turnover_name(input) && std::filesystem::is_regular_file(input);
            if (is || (by_name && !media::probe(input))) ++count;
        }
        return count;
    }

    Result<Exit> bring_turnover(const Console& console, std::size_t turnovers) const {
        if (turnovers < inputs_.size())
            return bad_option("INPUT", "turnovers are imported by themselves; name the folder of their sound "
                                       "files with --media.");
        if (pool_) return bad_option("--pool", "it belongs to sounds, not to turnovers.");
        if (const auto option = of_sessions_.given())
            return bad_option(*option, "it belongs to the import of another session, one by itself.");
        return run_import_turnover(console, session_, inputs_, {role_, track_, at_, copy_}, of_turnovers_);
    }

    static Result<ImportOutcome> work(const Console& console, const ImportRequest& request) {
        ConsoleProgress progress(console);
        return import_files(request, progress);
    }

    static bool is_new(const ImportOutcome& outcome, const session::Picture& picture) {
        return std::ranges::find(outcome.pictures, picture.id) != outcome.pictures.end();
    }

    static std::string place_of(const session::Session& session, const session::Track& track) {
        return to_timecode(frame_of(session, track.clips.front()->place.start), session.info->timecode);
    }

    static void tell_track(const Console& console, const session::Session& session, TrackId id) {
        const session::Track& track = *session::find_track(session, id);
        tell(console,
             fmt::format("Track {} '{}': {}, {}, at {}.", id.text(), track.name, track.layout.name(),
                         track.role ? session::name_of(*track.role) : "no role", place_of(session, track)));
    }

    static void tell_picture(const Console& console, const session::Session& session,
                             const session::Picture& picture) {
        tell(console, fmt::format("Picture {}: {} frames, at {}.", picture.path, picture.length.value,
                                  to_timecode(picture.at, session.info->timecode)));
    }

    static Value row(const session::Session& session, TrackId id) {
        const session::Track& track = *session::find_track(session, id);
        const session::Clip& clip = *track.clips.front();
        const session::Media* const media = session::find_media(session, clip.media);
        return object({{"id", text(id.text())},
                       {"name", text(track.name)},
                       {"role", track.role ? text(session::name_of(*track.role)) : none()},
                       {"layout", text(track.layout.name())},
                       {"record_in", text(place_of(session, track))},
                       {"record_in_samples", whole(clip.place.start.value)},
                       {"samples", whole(clip.place.length().value)},
                       {"media", media == nullptr ? none() : text(media->path)}});
    }

    void describe(const Console& console, const ImportOutcome& outcome) const {
        Value::List tracks;
        for (const TrackId id : outcome.tracks)
            tracks.push_back(row(outcome.session, id));
        Value::List pictures;
        for (const auto& picture : outcome.session.pool->pictures)
            if (is_new(outcome, *picture))
                pictures.push_back(
                    object({{"path", text(picture->path)},
                            {"at", text(to_timecode(picture->at, outcome.session.info->timecode))},
                            {"frames", whole(picture->length.value)}}));
        answer(console, object({{"session", text(session_)},
                                {"tracks", list(std::move(tracks))},
                                {"pictures", list(std::move(pictures))},
                                {"diagnostics", of(outcome.diagnostics)}}));
    }

    std::string session_;
    std::vector<std::string> inputs_;
    std::optional<std::string> role_, track_, at_;
    bool pool_ = false, copy_ = false;
    TurnoverOptions of_turnovers_;
    SessionOptions of_sessions_;
};

} // namespace

std::unique_ptr<Command> make_import() { return std::make_unique<ImportVerb>(); }

} // namespace dub::app
