// dubstage export: a session as a list for others.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/jobs/export_turnover.h"

namespace dub::app {
namespace {

class Export final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.option("--out", "FILE",
                       "the list; of EDLs, which hold one track each, the beginning of their names", &out_);
        options.option("--format", "FORMAT", "aaf, otio, edl, xml (default: by the name)", &format_);
        options.option("--embed", "", "of an AAF: with the recordings in it", &embed_);
        options.option("--tracks", "NAMES", "these only (default: all with clips)", &tracks_);
    }

    Result<Exit> run(Console& console) override {
        if (!out_) return bad_option("--out", "say where the list is to be written.");
        ExportRequest request{
            session_, *out_, format_.value_or(""), {}, embed_ ? Embed::yes : Embed::no, console.if_exists()};
        if (tracks_) request.tracks = comma_list(*tracks_);
        const auto written = [&] {
            ConsoleProgress progress(console);
            return export_turnover(request, progress);
        }();
        if (!written) return std::unexpected(written.error());
        const ExportOutcome& outcome = *written;
        show(console, outcome.diagnostics);
        Value::List files;
        for (const auto& file : outcome.files) {
            files.push_back(text(file.string()));
            tell(console, fmt::format("{} written.", file.string()));
        }
        answer(console, object({{"session", text(session_)},
                                {"format", text(outcome.format)},
                                {"files", list(std::move(files))},
                                {"tracks", whole(static_cast<std::int64_t>(outcome.tracks))},
                                {"clips", whole(static_cast<std::int64_t>(outcome.clips))},
                                {"diagnostics", of(outcome.diagnostics)}}));
        return Exit::done;
    }

  private:
    std::string session_;
    std::optional<std::string> out_, format_, tracks_;
    bool embed_ = false;
};

} // namespace

std::unique_ptr<Command> make_export() { return std::make_unique<Export>(); }

} // namespace dub::app
