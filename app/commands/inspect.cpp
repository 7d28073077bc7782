// dubstage inspect: what a file holds, and what is wrong with it.

#include "app/commands/all.h"
#include "app/commands/describe.h"
#include "app/commands/describe_turnover.h"
#include "app/commands/reading.h"
#include "app/jobs/inspect_turnover.h"
#include "formats/turnover/format.h"

namespace dub::app {
namespace {

class Inspect final : public Command {
  public:
    void declare(Options& options) override {
        options.place("INPUT", "session, turnover (EDL, XML, OTIO, AAF ...), wave, other sound, picture",
                      &file_);
        options.option(
            "--fps", "R",
            "of a list that does not say its frame rate; of sound files, how to write their stamps", &fps_);
        options.option("--media", "DIR",
                       "of a turnover: look for its recordings there, too; may be given again", &media_);
        options.option("--picture", "FILE", "of a turnover: the video that came with it", &picture_);
    }

    Result<Exit> run(Console& console) override {
        std::optional<TimecodeFormat> fps;
        if (fps_) {
            TRY(fps, for_option("--fps", timecode_format(*fps_)));
        }
        if (turnover::is_turnover(file_)) return inspect_list(console, fps);
        const auto read = inspect(file_);
        // Named as a list, and nothing else either: its reader knows best why it is none.
        if (!read && read.error().code == ErrorCode::invalid && is_turnover_name(file_))
            return inspect_list(console, fps);
        if (!read) return std::unexpected(read.error());
        const Inspected& inspected = *read;
        if (!media_.empty() || picture_)
            return bad_option(picture_ ? "--picture" : "--media", "it belongs to turnovers; this is none.");
        Value document = description(inspected, fps);
        print(console, as_lines(document));
        show(console, inspected.diagnostics);
        std::get<Value::Object>(document.data)["diagnostics"] = of(inspected.diagnostics);
        answer(console, document);
        const auto* const session = std::get_if<InspectedSession>(&inspected.what);
        const bool incomplete = session != nullptr && !session->media.complete;
        return incomplete ? Exit::not_passed : Exit::done;
    }

  private:
    Result<Exit> inspect_list(const Console& console, const std::optional<TimecodeFormat>& fps) const {
        InspectTurnoverRequest request{file_, fps, {media_.begin(), media_.end()}, {}};
        if (picture_) request.picture = *picture_;
        auto inspected = [&] {
            ConsoleProgress progress(console);
            return inspect_turnover(request, progress);
        }();
        if (!inspected) return std::unexpected(std::move(inspected).error());
        Value document = describe(inspected->list);
        auto& members = std::get<Value::Object>(document.data);
        members["media"] = describe_links(inspected->list, inspected->links, inspected->files);
        members["diagnostics"] = of(inspected->diagnostics);
        if (!console.json) print(console, as_text(document, inspected->list));
        show(console, inspected->diagnostics);
        answer(console, document);
        // A list alone is no fault; when folders were named, what lacks there is one.
        return media_.empty() || complete(*inspected) ? Exit::done : Exit::not_passed;
    }

    static bool complete(const InspectedTurnover& inspected) {
        for (std::size_t i = 0; i < inspected.links.sources.size(); ++i) {
            const auto& link = inspected.links.sources[i];
            if (link.wanted && !link.taken && !inspected.list.sources[i].essence) return false;
        }
        return true;
    }

    // The rows of tracks are too long for as_lines: they are told event by event.
    static std::string as_text(const Value& document, const conform::Turnover& list) {
        Value head = document;
        auto& members = std::get<Value::Object>(head.data);
        for (const char* key : {"tracks", "markers", "diagnostics"})
            members.erase(key);
        return as_lines(head) + as_table(list);
    }

    static Value description(const Inspected& inspected, const std::optional<TimecodeFormat>& fps) {
        if (const auto* const session = std::get_if<InspectedSession>(&inspected.what))
            return describe(session->opened.session, session->prints);
        if (const auto* const wave = std::get_if<wave::WaveInfo>(&inspected.what))
            return describe(*wave, fps);
        return describe(std::get<media::Probe>(inspected.what), fps);
    }

    std::string file_;
    std::vector<std::string> media_{};
    std::optional<std::string> fps_, picture_;
};

} // namespace

std::unique_ptr<Command> make_inspect() { return std::make_unique<Inspect>(); }

} // namespace dub::app
