// dubstage edit: the session's own edits, as data.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/edit_stream.h"
#include "app/commands/reading.h"
#include "app/jobs/edit.h"
#include "formats/project/edit_script.h"

namespace dub::app {
namespace {

class Edit final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.option("--apply", "EDITS.json", "a script: all of it is applied, or nothing", &script_);
        options.option("--stream", "", "read edits from stdin, one JSON object a line, and answer each",
                       &stream_);
        options.option("--list", "", "print every edit with its parameters, units and ranges", &list_);
        options.option("--out", "OTHER.dub", "save there and leave FILE.dub as it is", &out_);
    }

    Result<Exit> run(Console& console) override {
        if (list_) return list_edits(console);
        if (!session_) return bad_option("FILE.dub", "a session is needed, or --list.");
        if (stream_ && script_) return bad_option("--stream", "give either --apply or --stream.");
        if (stream_) return run_stream(console);
        if (!script_) return bad_option("--apply", "a script of edits is needed, or --stream, or --list.");
        EditRequest request{*session_, *script_, {}, console.if_exists()};
        if (out_) request.out = *out_;
        TRY(const auto outcome, apply_edits(request));
        show(console, outcome.diagnostics);
        const std::string saved = request.out.value_or(request.session).string();
        tell(console, fmt::format("{} edits applied, {} saved.", outcome.edits, saved));
        answer(console, object({{"session", text(saved)},
                                {"edits", whole(static_cast<std::int64_t>(outcome.edits))},
                                {"diagnostics", of(outcome.diagnostics)}}));
        return Exit::done;
    }

  private:
    static Result<Exit> list_edits(const Console& console) {
        print(console, console.json ? "" : project::edit_catalogue_text());
        if (console.json) print_document(console, project::edit_catalogue_json());
        return Exit::done;
    }

    Result<Exit> run_stream(Console& console) const {
        StreamRequest request{*session_, {}, console.if_exists()};
        if (out_ && *out_ != *session_) request.out = *out_;
        return edit_stream(request, console);
    }

    std::optional<std::string> session_, script_, out_;
    bool list_ = false, stream_ = false;
};

} // namespace

std::unique_ptr<Command> make_edit() { return std::make_unique<Edit>(); }

} // namespace dub::app
