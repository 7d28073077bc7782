// dubstage demo: the demo scene, made, mixed and delivered.

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/reading.h"
#include "app/demo/demo.h"

namespace dub::app {
namespace {

class Demo final : public Command {
  public:
    void declare(Options& options) override {
        options.option("--out", "DIR", "folder for everything that is made (default build/demo)", &out_);
        options.option("--length", "SECONDS", "length of the action; the scene is repeated (default 72)",
                       &length_);
        options.option("--material", "DIR", "where the recordings are looked for first, like /usr/share",
                       &material_);
        options.option("--synthetic", "", "synthesised sound only, as where recordings cannot be had",
                       &synthetic_);
    }

    Result<Exit> run(Console& console) override {
        DemoRequest request;
        request.out = out_;
        request.length_seconds = length_;
        if (material_ && !synthetic_) request.material.emplace_back(*material_);
        if (!synthetic_) request.material.emplace_back("/usr/share");
        request.if_exists = console.if_exists();
        request.jobs = console.jobs;
        TRY(const auto outcome, work(console, request));
        for (const auto& delivery : outcome.deliveries)
            show(console, delivery.diagnostics);
        if (console.json) print_document(console, report::delivery_json(outcome.deliveries));
        tell_people(console, outcome);
        return outcome.passed() ? Exit::done : Exit::not_passed;
    }

  private:
    static Result<DemoOutcome> work(const Console& console, const DemoRequest& request) {
        ConsoleProgress progress(console);
        return make_demo(request, progress);
    }

    static void tell_people(const Console& console, const DemoOutcome& outcome) {
        print(console, "Sounds\n" + credits_of(outcome.material) + "\n");
        const auto made = std::ranges::count(outcome.material, Origin::synthesised, &FoundMaterial::origin);
        if (made > 0)
            print(console, fmt::format("{} of {} recordings could not be had and are synthesised.\n\n", made,
                                       outcome.material.size()));
        for (const auto& delivery : outcome.deliveries) {
            print(console, fmt::format("{}: {} to {}\n", delivery.name, delivery.start, delivery.end));
            print(console, report::delivery_table(delivery));
            for (const auto& offset : delivery.offsets)
                print(console, fmt::format("{}: {}\n", offset.spec, offset.sentence));
            std::vector<delivery::Verdict> failed = delivery.verdicts;
            std::erase_if(failed, [](const auto& verdict) { return verdict.pass.value_or(true); });
            if (!failed.empty()) print(console, "\nDid not pass:\n" + report::verdict_table(failed));
            print(console, "\n");
        }
        const std::filesystem::path folder = outcome.picture.parent_path();
        for (const auto& delivery : outcome.deliveries)
            for (const auto& path : delivery.reports)
                print(console, fmt::format("report   {}\n", (folder / path).string()));
        print(console,
              fmt::format("picture  {}\nwith mix {}\ncredits  {}\n\nOpen a session, or look into it without "
                          "a window:\n",
                          outcome.picture.string(), outcome.married.string(), outcome.credits.string()));
        for (const auto& session : outcome.sessions)
            print(console, fmt::format("  dubstage open {0}\n  dubstage inspect {0}\n", session.string()));
    }

    std::string out_ = "build/demo";
    std::optional<double> length_;
    std::optional<std::string> material_;
    bool synthetic_ = false;
};

} // namespace

std::unique_ptr<Command> make_demo_verb() { return std::make_unique<Demo>(); }

} // namespace dub::app
