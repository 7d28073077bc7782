// dubstage new: a session with the usual buses, or set up as a template says.

#include <filesystem>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/jobs/new_session.h"
#include "formats/project/templates.h"

namespace dub::app {
namespace {

constexpr int rate_min_hz = 8000;
constexpr int rate_max_hz = 384000;

class New final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session to make", &file_);
        options.option(
            "--template", "ID|FILE.dub",
            "begin with the tracks, buses and versions of a template (see `dubstage templates`) or "
            "of another session",
            &template_);
        options.option("--rate", "HZ", "sample rate (default: the template's, else 48000)", &rate_);
        options.option("--fps", "R",
                       "23.976 24 25 29.97 29.97df 30 ... 60 (default: the template's, else 24)", &fps_);
        options.option("--start", "TC",
                       "timecode of the first frame (default: the template's, else 01:00:00:00)", &start_);
        options.option("--layout", "L",
                       "width of the printmaster: 7.1 5.1 2.0 (default: the template's, else 7.1)", &layout_);
        options.option("--show", "TEXT", "what it belongs to, for file names: the film or series", &show_);
        options.option("--season", "TEXT", "the season: S01", &season_);
        options.option("--episode", "TEXT", "the episode: E02", &episode_);
        options.option("--cut", "TEXT", "the cut of the picture: v7, locked", &cut_);
        options.option("--language", "CODE", "the language of the dialogue: en, nl-NL", &language_);
    }

    Result<Exit> run(Console& console) override {
        if (std::filesystem::path(file_).extension() != ".dub")
            return bad_option("FILE.dub", fmt::format("'{}' does not end in .dub.", file_));
        TRY(auto setup, made_session());
        TRY(const auto made, save_new(std::move(setup), file_, console.if_exists()));
        const session::Session& session = made.session;
        show(console, made.diagnostics);
        tell(console,
             fmt::format("Made {}: {} fps, {} Hz, {}, starting at {}, {} tracks.", file_,
                         name_of(session.info->timecode), session.info->rate.hz, session.info->home.name(),
                         to_timecode(session.info->start, session.info->timecode), session.tracks.size()));
        describe(console, made);
        return Exit::done;
    }

  private:
    Result<session::Setup> made_session() const {
        if (!template_) return without_template();
        auto found = project::find_template(*template_, user_template_folder());
        if (!found && found.error().code == ErrorCode::usage)
            return bad_option("--template", found.error().sentence);
        if (!found) return std::unexpected(std::move(found).error());
        TRY(const auto wish, wanted(*found->session.info));
        return session::setup_from(found->session, wish);
    }

    Result<session::Setup> without_template() const {
        TRY(const auto wish, wanted(*plain_session({}).session.info));
        return plain_session(wish);
    }

    // `usual`: what stands where nothing was said.
    Result<session::SetupWish> wanted(const session::Info& usual) const {
        session::SetupWish wish;
        wish.name = std::filesystem::path(file_).stem().string();
        wish.facts = {.show = show_.value_or(""),
                      .season = season_.value_or(""),
                      .episode = episode_.value_or(""),
                      .cut = cut_.value_or(""),
                      .language = language_.value_or("")};
        if (rate_ && (*rate_ < rate_min_hz || *rate_ > rate_max_hz))
            return bad_option("--rate",
                              fmt::format("{} Hz; expected {} to {}.", *rate_, rate_min_hz, rate_max_hz));
        if (rate_) wish.rate = SampleRate{*rate_};
        if (fps_) {
            TRY(wish.timecode, for_option("--fps", timecode_format(*fps_)));
        }
        const TimecodeFormat format = wish.timecode.value_or(usual.timecode);
        if (start_) {
            TRY(wish.start, timecode_option("--start", *start_, format));
        } else if (wish.timecode && template_) {
            // The same clock time; a frame number of another rate would be another time.
            TRY(wish.start, timecode_option("--fps", to_timecode(usual.start, usual.timecode), format));
        }
        if (layout_) {
            TRY(wish.home, layout_option("--layout", *layout_));
            if (*layout_ != "7.1" && *layout_ != "5.1" && *layout_ != "2.0")
                return bad_option(
                    "--layout",
                    fmt::format("'{}' cannot be a printmaster; expected 7.1, 5.1 or 2.0.", *layout_));
        }
        return wish;
    }

    void describe(const Console& console, const session::Setup& made) const {
        const session::Session& session = made.session;
        Value::List buses;
        for (const auto& bus : session.routing->buses)
            buses.push_back(text(bus->name));
        Value::List tracks;
        for (const auto& track : session.tracks)
            tracks.push_back(text(track->name));
        Value::List versions;
        for (const auto& version : session.versions)
            versions.push_back(text(version->name));
        answer(console, object({{"session", text(file_)},
                                {"fps", text(name_of(session.info->timecode))},
                                {"start_tc", text(to_timecode(session.info->start, session.info->timecode))},
                                {"sample_rate", whole(session.info->rate.hz)},
                                {"layout", text(session.info->home.name())},
                                {"buses", list(std::move(buses))},
                                {"tracks", list(std::move(tracks))},
                                {"versions", list(std::move(versions))},
                                {"diagnostics", of(made.diagnostics)}}));
    }

    std::string file_;
    std::optional<int> rate_;
    std::optional<std::string> fps_, start_, layout_, template_;
    std::optional<std::string> show_, season_, episode_, cut_, language_;
};

} // namespace

std::unique_ptr<Command> make_new() { return std::make_unique<New>(); }

} // namespace dub::app
