// dubstage measure: loudness and peaks of finished files.

#include "app/jobs/measure.h"
#include "app/commands/all.h"
#include "app/commands/reading.h"

namespace dub::app {
namespace {

class Measure final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE", "wave, FLAC, a picture's sound ...", &files_);
        options.option("--layout", "L",
                       "speakers of the channels, when the file does not say or says it wrongly", &layout_);
        options.option("--dialogue", "STEM.wav", "the dialogue stem, for dialogue loudness", &dialogue_);
        options.option("--spec", "ID[,ID...]", "judge by these delivery specs", &spec_);
    }

    Result<Exit> run(Console& console) override {
        MeasureRequest request;
        request.files.assign(files_.begin(), files_.end());
        if (layout_) {
            TRY(request.layout, layout_option("--layout", *layout_));
        }
        if (dialogue_) request.dialogue = *dialogue_;
        request.specs = comma_list(spec_);
        request.user_spec_folder = user_spec_folder();
        request.jobs = console.jobs;
        TRY(const auto measured, work(console, request));
        show(console, measured.diagnostics);
        if (console.json)
            print_document(console, report::measurement_json(measured.files, measured.diagnostics));
        print(console, report::measurement_table(measured.files));
        for (const auto& file : measured.files)
            if (!file.verdicts.empty()) print(console, "\n" + report::verdict_table(file.verdicts));
        return measured.passed() ? Exit::done : Exit::not_passed;
    }

  private:
    static Result<MeasureOutcome> work(const Console& console, const MeasureRequest& request) {
        ConsoleProgress progress(console);
        return measure_files(request, progress);
    }

    std::vector<std::string> files_;
    std::optional<std::string> layout_, dialogue_;
    std::string spec_;
};

} // namespace

std::unique_ptr<Command> make_measure() { return std::make_unique<Measure>(); }

} // namespace dub::app
