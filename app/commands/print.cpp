// dubstage print: buses to prints.

#include <algorithm>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/describe_prints.h"
#include "app/commands/reading.h"
#include "app/jobs/print.h"

namespace dub::app {
namespace {

class Print final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.option("--bus", "BUS[,BUS...]", "stems, all (stems and printmaster), or as --bus of render",
                       &buses_);
        options.option("--m-and-e", "", "only what music and effects bring to the bus (default: printmaster)",
                       &music_and_effects_);
        options.option("--undipped", "", "with dips bypassed", &undipped_);
        options.option("--version", "NAME", "as that version has it (default: the mix)", &version_);
        options.option("--from", "TC", "first frame (default: the programme's)", &from_);
        options.option("--to", "TC", "first frame that is not printed", &to_);
        options.option("--bits", "N", "32f (default), 24", &bits_);
        options.option("--media", "DIR", "where the files go (default: 'NAME prints' beside the session)",
                       &media_);
        options.option("--status", "", "say where prints no longer sound like the session", &status_);
        options.option("--name", "NAME", "of a new print (default: the bus's)", &name_);
    }

    Result<Exit> run(Console& console) override {
        if (status_) return tell_status(console);
        TRY(const auto request, wanted(console));
        TRY(const auto outcome, work(console, request));
        show(console, outcome.diagnostics);
        for (const auto& pass : outcome.passes)
            tell(console,
                 fmt::format("{}: {} to {} in {}.", pass.name, outcome.from, outcome.to, pass.path.string()));
        describe(console, outcome);
        return outcome.media_complete ? Exit::done : Exit::not_passed;
    }

  private:
    Result<PrintRequest> wanted(const Console& console) const {
        PrintRequest request;
        request.session = session_;
        if (buses_) request.buses = comma_list(*buses_);
        if (request.buses.empty() && !music_and_effects_)
            return bad_option("--bus", "which buses to print is needed: names, stems, or all.");
        if (music_and_effects_) request.whose = Whose::music_and_effects;
        if (undipped_) request.dips = plan::Dips::bypassed;
        request.version = version_.value_or("");
        request.from = from_;
        request.to = to_;
        if (bits_ == "24")
            request.type = wave::SampleType::pcm24;
        else if (bits_ != "32f")
            return bad_option("--bits", fmt::format("'{}'; expected one of 32f 24.", bits_));
        if (media_) request.media = *media_;
        if (name_) request.name = *name_;
        request.loss = console.if_exists();
        request.jobs = console.jobs;
        return request;
    }

    // Something to do is not an error: exit 1, as a rule that does not pass.
    Result<Exit> tell_status(const Console& console) const {
        TRY(const auto opened, open_session(session_));
        TRY(const auto statuses, print_status(opened.session, opened.folder));
        const Value prints = describe_prints(opened.session, statuses);
        for (const std::string& line : as_sentences(opened.session, statuses))
            app::print(console, line + "\n");
        if (statuses.prints.empty()) app::print(console, "The session has no prints.\n");
        show(console, statuses.diagnostics);
        answer(console, object({{"prints", prints}, {"diagnostics", of(statuses.diagnostics)}}));
        const bool current = std::ranges::all_of(statuses.prints, &PrintStatus::is_current);
        return current ? Exit::done : Exit::not_passed;
    }

    static Result<PrintOutcome> work(const Console& console, const PrintRequest& request) {
        ConsoleProgress progress(console);
        return print_buses(request, progress);
    }

    static void describe(const Console& console, const PrintOutcome& outcome) {
        Value::List passes;
        for (const auto& pass : outcome.passes)
            passes.push_back(object({{"print", text(pass.print.text())},
                                     {"name", text(pass.name)},
                                     {"path", text(pass.path.string())},
                                     {"layout", text(pass.layout.name())},
                                     {"time_reference", whole(pass.file.start.value)},
                                     {"samples", whole(pass.file.length().value)},
                                     {"from_samples", whole(pass.heard.start.value)},
                                     {"to_samples", whole(pass.heard.end.value)}}));
        answer(console, object({{"passes", list(std::move(passes))},
                                {"snapshot", text(outcome.snapshot.string())},
                                {"from", text(outcome.from)},
                                {"to", text(outcome.to)},
                                {"diagnostics", of(outcome.diagnostics)}}));
    }

    std::string session_, bits_ = "32f";
    std::optional<std::string> buses_, version_, from_, to_, media_, name_;
    bool music_and_effects_ = false, undipped_ = false, status_ = false;
};

} // namespace

std::unique_ptr<Command> make_print() { return std::make_unique<Print>(); }

} // namespace dub::app
