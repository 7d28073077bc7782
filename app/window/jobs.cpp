#include "app/window/jobs.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/chosen_version.h"
#include "app/jobs/deliver.h"
#include "app/jobs/import.h"

namespace dub::app {
namespace {

std::string names_of(const std::vector<std::filesystem::path>& files) {
    if (files.size() == 1) return files.front().filename().string();
    return fmt::format("{} files", files.size());
}

std::string list_of(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words)
        list += (list.empty() ? "" : ", ") + word;
    return list;
}

Result<ImportPlacing> placing_of(const ui::ImportWish& wish) {
    ImportPlacing placing;
    placing.onto = wish.track;
    placing.at = wish.at;
    if (wish.role.empty()) return placing;
    placing.role = session::role_named(wish.role);
    if (!placing.role) return fail(ErrorCode::usage, fmt::format("There is no role '{}'.", wish.role));
    return placing;
}

Job::End end_of_delivery(const DeliverOutcome& outcome, const std::filesystem::path& out) {
    Job::End end;
    const report::Delivery& delivery = outcome.deliveries.front();
    for (const auto& report : delivery.reports)
        end.reports.push_back(out / report);
    for (const auto& file : delivery.files)
        end.files.push_back(out / file.path);
    end.diagnostics = delivery.diagnostics;
    const auto failed = std::ranges::count_if(
        delivery.verdicts, [](const delivery::Verdict& verdict) { return !verdict.pass.value_or(true); });
    end.state = outcome.passed() ? ui::JobState::done : ui::JobState::did_not_pass;
    end.sentence = fmt::format("{} files in {}: {}.", delivery.files.size(), out.string(),
                               outcome.passed() ? "all rules passed"
                               : failed > 0     ? fmt::format("{} rules did not pass, see the report", failed)
                                                : "media were missing, see the report");
    return end;
}

} // namespace

Jobs::Jobs(Document& document, std::filesystem::path user_spec_folder)
    : document_(document)
    , user_spec_folder_(std::move(user_spec_folder)) {}

int Jobs::begin(std::string name, Job::Work work) {
    jobs_.emplace_front(++last_id_, std::move(name), std::move(work));
    return last_id_;
}

int Jobs::import(const ui::ImportWish& wish) {
    const std::string name = "Import " + names_of(wish.files);
    return begin(name, [this, wish, name](Progress& progress) -> Job::End {
        const auto placing = placing_of(wish);
        if (!placing) return end_of(placing.error());
        auto found = look_at_inputs(wish.files, nullptr, progress);
        if (!found) return end_of(found.error());
        Job::End end;
        end.sentence = names_of(wish.files) + " imported.";
        // Placed when all is known, into the session as it is by then.
        end.hand_over = [this, name, placing = *placing, found = std::move(*found)]() -> Result<Diagnostics> {
            TRY(auto outcome, import_into(document_.now(), document_.folder(), placing, found));
            TRY(auto told, document_.put(std::move(outcome.session), name));
            append(outcome.diagnostics, std::move(told));
            return std::move(outcome.diagnostics);
        };
        return end;
    });
}

namespace {

StemLimiting limiting_of(ui::StemLimiting wished) {
    switch (wished) {
    case ui::StemLimiting::safe: return StemLimiting::safe;
    case ui::StemLimiting::each: return StemLimiting::each;
    case ui::StemLimiting::off: break;
    }
    return StemLimiting::off;
}

DeliverRequest request_of(const ui::DeliverWish& wish, const Document& document,
                          const std::filesystem::path& specs) {
    DeliverRequest request;
    const auto file = document.file();
    request.sessions = {file ? *file : document.folder() / (document.file_name() + ".dub")};
    request.instead = document.now();
    request.specs = wish.specs;
    request.out = wish.out;
    request.level = wish.meet_level ? LevelMode::meet : LevelMode::keep;
    request.source = wish.from == ui::DeliverFrom::prints ? Source::prints : Source::live;
    request.stem_limiting = limiting_of(wish.stem_limiting);
    request.against = wish.against;
    request.version = wish.version;
    request.language = wish.language;
    request.segments = wish.segments;
    request.if_exists = wish.replace ? IfExists::replace : IfExists::refuse;
    request.user_spec_folder = specs;
    return request;
}

} // namespace

int Jobs::deliver(const ui::DeliverWish& wish) {
    auto request = request_of(wish, document_, user_spec_folder_);
    return begin("Deliver " + list_of(wish.specs),
                 [request = std::move(request)](Progress& progress) -> Job::End {
                     const auto outcome = app::deliver(request, progress);
                     return outcome ? end_of_delivery(*outcome, request.out) : end_of(outcome.error());
                 });
}

std::vector<ui::SpecChoice> Jobs::specs() const {
    const auto known = delivery::load_specs(user_spec_folder_);
    if (!known) return {{"", "Delivery specs", known.error().text()}};
    std::vector<ui::SpecChoice> choices;
    for (const auto& spec : *known) {
        const auto plan = plan_delivery({.session = document_.now(),
                                         .session_file = document_.file_name(),
                                         .version = {},
                                         .language = {},
                                         .specs = {spec},
                                         .known = *known});
        choices.push_back({spec.id, spec.name, plan ? "" : plan.error().text()});
    }
    return choices;
}

Result<std::vector<std::string>> Jobs::preview(const ui::DeliverWish& wish) const {
    auto files = files_to_deliver(request_of(wish, document_, user_spec_folder_));
    if (files) return files;
    // "--against: there is no folder …": which option it is stands beside it here.
    std::string& sentence = files.error().sentence;
    if (const auto end = sentence.find(": "); sentence.starts_with("--") && end != std::string::npos)
        sentence.erase(0, end + 2);
    return files;
}

std::vector<ui::JobStatus> Jobs::jobs() const {
    std::vector<ui::JobStatus> list;
    for (const Job& job : jobs_)
        list.push_back(job.status());
    return list;
}

void Jobs::cancel(int id) {
    for (Job& job : jobs_)
        if (job.status().id == id) job.cancel();
}

void Jobs::forget(int id) {
    jobs_.remove_if([&](const Job& job) { return job.status().id == id && !job.running(); });
}

std::vector<std::filesystem::path> Jobs::collect() {
    std::vector<std::filesystem::path> made;
    for (Job& job : jobs_) {
        if (!job.collect()) continue;
        const auto files = job.status().files;
        made.insert(made.end(), files.begin(), files.end());
    }
    return made;
}

bool Jobs::running() const { return std::ranges::any_of(jobs_, &Job::running); }

} // namespace dub::app
