// dubstage new: an empty session with the usual buses.

#include <filesystem>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/jobs/lineage.h"
#include "formats/project/project.h"

namespace dub::app {
namespace {

constexpr int rate_min_hz = 8000;
constexpr int rate_max_hz = 384000;

class New final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session to make", &file_);
        options.option("--rate", "HZ", "sample rate (default 48000)", &rate_);
        options.option("--fps", "R", "23.976 24 25 29.97 29.97df 30 ... 60 (default 24)", &fps_);
        options.option("--start", "TC", "timecode of the first frame (default 01:00:00:00)", &start_);
        options.option("--layout", "L", "width of the printmaster: 7.1 5.1 2.0 (default 7.1)", &layout_);
        options.option("--template", "ID", "not yet", &template_);
    }

    Result<Exit> run(Console& console) override {
        TRY(auto info, wanted());
        const auto session = session::new_session(std::move(info));
        CHECK(project::save(session, file_, console.if_exists()));
        tell(console,
             fmt::format("Made {}: {} fps, {} Hz, {}, starting at {}.", file_,
                         name_of(session.info->timecode), session.info->rate.hz, session.info->home.name(),
                         to_timecode(session.info->start, session.info->timecode)));
        describe(console, session);
        return Exit::done;
    }

  private:
    Result<session::Info> wanted() const {
        if (std::filesystem::path(file_).extension() != ".dub")
            return bad_option("FILE.dub", fmt::format("'{}' does not end in .dub.", file_));
        if (template_)
            return bad_option("--template",
                              "templates cannot be read yet; make the tracks with `dubstage edit`.");
        session::Info info;
        info.lineage = new_lineage();
        info.name = std::filesystem::path(file_).stem().string();
        const int rate = rate_.value_or(48000);
        if (rate < rate_min_hz || rate > rate_max_hz)
            return bad_option("--rate",
                              fmt::format("{} Hz; expected {} to {}.", rate, rate_min_hz, rate_max_hz));
        info.rate = SampleRate{rate};
        TRY(info.timecode, for_option("--fps", timecode_format(fps_)));
        TRY(info.start, timecode_option("--start", start_, info.timecode));
        TRY(info.home, layout_option("--layout", layout_));
        if (layout_ != "7.1" && layout_ != "5.1" && layout_ != "2.0")
            return bad_option(
                "--layout", fmt::format("'{}' cannot be a printmaster; expected 7.1, 5.1 or 2.0.", layout_));
        return info;
    }

    void describe(const Console& console, const session::Session& session) const {
        Value::List buses;
        for (const auto& bus : session.routing->buses)
            buses.push_back(text(bus->name));
        answer(console, object({{"session", text(file_)},
                                {"fps", text(name_of(session.info->timecode))},
                                {"start_tc", text(to_timecode(session.info->start, session.info->timecode))},
                                {"sample_rate", whole(session.info->rate.hz)},
                                {"layout", text(session.info->home.name())},
                                {"buses", list(std::move(buses))}}));
    }

    std::string file_;
    std::optional<int> rate_;
    std::string fps_ = "24", start_ = "01:00:00:00", layout_ = "7.1";
    std::optional<std::string> template_;
};

} // namespace

std::unique_ptr<Command> make_new() { return std::make_unique<New>(); }

} // namespace dub::app
