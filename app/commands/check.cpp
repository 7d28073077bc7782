// dubstage check: a finished delivery, ours or another's, against its spec.

#include "app/jobs/check.h"
#include "app/commands/all.h"
#include "app/commands/reading.h"

namespace dub::app {
namespace {

class Check final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE|DIR", "a file, or a folder with all files of the delivery", &what_);
        options.option("--spec", "ID", "the delivery spec", &spec_);
        options.option("--picture", "FILE", "every file must be as long as this picture", &picture_);
        options.option("--dialogue", "STEM.wav", "the dialogue stem, for dialogue loudness", &dialogue_);
    }

    Result<Exit> run(Console& console) override {
        if (spec_.empty())
            return bad_option("--spec", "a delivery spec is needed; `dubstage specs` lists them.");
        CheckRequest request;
        request.what = what_;
        request.spec = spec_;
        if (picture_) request.picture = *picture_;
        if (dialogue_) request.dialogue = *dialogue_;
        request.user_spec_folder = user_spec_folder();
        request.jobs = console.jobs;
        TRY(const auto checked, work(console, request));
        show(console, checked.diagnostics);
        if (console.json)
            print_document(console, report::measurement_json(checked.files, checked.diagnostics));
        print(console, report::measurement_table(checked.files) + "\n");
        for (const auto& file : checked.files)
            print(console, report::verdict_table(file.verdicts));
        return checked.passed() ? Exit::done : Exit::not_passed;
    }

  private:
    static Result<MeasureOutcome> work(const Console& console, const CheckRequest& request) {
        ConsoleProgress progress(console);
        return check_delivery(request, progress);
    }

    std::string what_, spec_;
    std::optional<std::string> picture_, dialogue_;
};

} // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<Check>(); }

} // namespace dub::app
