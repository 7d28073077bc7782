// dubstage deliver: every file of every chosen spec, in one pass, with a report.

#include <array>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/reading.h"
#include "app/jobs/deliver.h"
#include "engine/session/names.h"

namespace dub::app {
namespace {

// In the order of StemLimiting.
constexpr std::array<std::string_view, 3> stem_limiting_names{"off", "safe", "each"};

class Deliver final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session, or several", &sessions_);
        options.option("--spec", "ID[,ID...]", "delivery specs; `dubstage specs` lists them", &spec_);
        options.option("--out", "DIR", "folder for files and reports", &out_);
        options.option("--segment", "NAME|all|longplay",
                       "which files of a session with segments (default: as the spec says)", &segment_);
        options.option("--stem-limiting", "off|safe|each",
                       "limit stems: not (default), by the printmaster's gain, or each by itself",
                       &stem_limiting_);
        options.option("--level", "keep|meet",
                       "keep levels (default), or one offset for each set that meets the target", &level_);
        options.option("--source", "live|prints", "the session (default), or what was printed and approved",
                       &source_);
        options.option("--against", "DIR", "list what changed since the delivery in that folder", &against_);
        options.option("--version", "NAME", "a version of the mix (default: the mix itself)", &version_);
        options.option("--lang", "CODE", "language for file names, e.g. nl-NL (default: the version's)",
                       &language_);
    }

    Result<Exit> run(Console& console) override {
        TRY(const auto request, wanted(console));
        TRY(const auto outcome, work(console, request));
        for (const auto& delivery : outcome.deliveries)
            show(console, delivery.diagnostics);
        if (console.json)
            print_document(console, report::delivery_json(outcome.deliveries, outcome.undelivered));
        for (const auto& delivery : outcome.deliveries)
            tell_people(console, delivery);
        if (outcome.stopped) return std::unexpected(*outcome.stopped);
        return outcome.passed() ? Exit::done : Exit::not_passed;
    }

  private:
    Result<DeliverRequest> wanted(const Console& console) const {
        DeliverRequest request;
        request.sessions.assign(sessions_.begin(), sessions_.end());
        request.specs = comma_list(spec_);
        if (request.specs.empty())
            return bad_option("--spec", "a delivery spec is needed; `dubstage specs` lists them.");
        if (out_.empty()) return bad_option("--out", "a folder for the files is needed.");
        request.out = out_;
        if (level_ != "keep" && level_ != "meet")
            return bad_option("--level", fmt::format("'{}'; expected keep or meet.", level_));
        request.level = level_ == "meet" ? LevelMode::meet : LevelMode::keep;
        request.segments = comma_list(segment_);
        const auto limiting = session::choice_named<StemLimiting>(stem_limiting_names, stem_limiting_);
        if (!limiting)
            return bad_option("--stem-limiting",
                              fmt::format("'{}'; expected off, safe or each.", stem_limiting_));
        request.stem_limiting = *limiting;
        if (source_ != "live" && source_ != "prints")
            return bad_option("--source", fmt::format("'{}'; expected live or prints.", source_));
        request.source = source_ == "prints" ? Source::prints : Source::live;
        if (against_) request.against = *against_;
        request.version = version_;
        request.language = language_;
        request.if_exists = console.if_exists();
        request.jobs = console.jobs;
        request.user_spec_folder = user_spec_folder();
        return request;
    }

    static Result<DeliverOutcome> work(const Console& console, const DeliverRequest& request) {
        ConsoleProgress progress(console);
        return deliver(request, progress);
    }

    void tell_people(const Console& console, const report::Delivery& delivery) const {
        print(console, report::delivery_table(delivery));
        if (!delivery.speed.empty()) print(console, delivery.speed + "\n");
        for (const auto& offset : delivery.offsets)
            print(console, fmt::format("{}: {}\n", offset.spec, offset.sentence));
        std::vector<delivery::Verdict> failed = delivery.verdicts;
        std::erase_if(failed, [](const auto& verdict) { return verdict.pass.value_or(true); });
        if (!failed.empty()) print(console, "\nDid not pass:\n" + report::verdict_table(failed));
        if (!delivery.changed.empty()) print(console, "\nChanged:\n" + report::changed_table(delivery));
        if (!delivery.against.empty() && delivery.changed.empty())
            print(console, "No sample of what was compared has changed.\n");
        for (const auto& sentence : delivery.not_compared)
            print(console, sentence + "\n");
        for (const auto& path : delivery.reports)
            print(console, fmt::format("report: {}/{}\n", out_, path));
    }

    std::vector<std::string> sessions_;
    std::optional<std::string> against_;
    std::string spec_, out_, level_ = "keep", source_ = "live", version_, language_, segment_,
                             stem_limiting_ = "off";
};

} // namespace

std::unique_ptr<Command> make_deliver() { return std::make_unique<Deliver>(); }

} // namespace dub::app
