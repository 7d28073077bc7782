#include "app/window/turnovers.h"

#include <fmt/format.h>

#include "app/jobs/look_turnover.h"
#include "app/jobs/turnover_findings.h"
#include "engine/core/atomic_file.h"
#include "formats/project/place_rules.h"
#include "formats/turnover/format.h"

namespace dub::app {
namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t rules_most_bytes = 1'000'000;

std::string names_of(const std::vector<fs::path>& files) {
    return files.size() == 1 ? files.front().filename().string() : fmt::format("{} lists", files.size());
}

TurnoverLook look_of(const ui::TurnoverAsk& ask, const Document& document) {
    TurnoverLook look;
    look.lists = ask.files;
    look.fps = ask.timecode.value_or(document.now().info->timecode);
    look.media = ask.folders;
    look.sequence = ask.sequence;
    look.chosen = ask.chosen;
    look.session_folder = document.folder();
    return look;
}

} // namespace

bool Turnovers::takes(const fs::path& file) const { return turnover::is_turnover(file); }

// The job writes what it saw before it ends; it is read here only after it has ended.
int Turnovers::look(const ui::TurnoverAsk& ask) {
    auto made = std::make_shared<std::shared_ptr<const ui::SeenTurnover>>();
    const SampleRate rate = document_.now().info->rate;
    const int id = jobs_.begin(
        "Look at " + names_of(ask.files),
        [look = look_of(ask, document_), rate, made](Progress& progress) -> Job::End {
            auto looked = look_at_turnover(look, nullptr, progress);
            if (!looked) return end_of(looked.error());
            auto seen = std::make_shared<ui::SeenTurnover>();
            seen->findings = findings_of(
                {looked->list, looked->links, looked->found.files, looked->found.diagnostics, {}, rate});
            seen->list = std::move(looked->list);
            seen->files = std::move(looked->found.files);
            seen->links = std::move(looked->links);
            Job::End end;
            end.sentence = fmt::format("{} findings.", seen->findings.size());
            *made = std::move(seen);
            return end;
        });
    seen_[id] = {ask, std::move(made)};
    return id;
}

std::shared_ptr<const ui::SeenTurnover> Turnovers::seen(int job) const {
    const auto found = seen_.find(job);
    const auto jobs = jobs_.jobs();
    const auto status = std::ranges::find(jobs, job, &ui::JobStatus::id);
    const bool done = status != jobs.end() && status->state == ui::JobState::done;
    return found != seen_.end() && done ? *found->second.turnover : nullptr;
}

int Turnovers::place(std::shared_ptr<const ui::SeenTurnover> seen, const ui::PlaceAsk& ask) {
    TurnoverLook look;
    for (const auto& [job, known] : seen_)
        if (this->seen(job) == seen) look = look_of(known.ask, document_);
    const std::string name = "Import " + names_of(look.lists);
    return jobs_.begin(
        name, [this, look, ask, name, file = document_.file()](Progress& progress) -> Job::End {
            if (!file)
                return end_of({ErrorCode::unfit,
                               "This is a recovered copy: save it first, so that its media have a folder.",
                               {}});
            auto copies = std::make_shared<MediaCopies>(media_folder_of(*file));
            auto looked = look_at_turnover(look, copies.get(), progress);
            if (!looked) return end_of(looked.error());
            const auto how = ask.media == ui::MediaTaken::linked ? MediaTaken::linked : MediaTaken::copied;
            std::optional<Rational> handles;
            if (ask.media == ui::MediaTaken::consolidated) handles = rational_from(ask.handles_s);
            if (const auto pooled =
                    pool_recordings(*looked, look.session_folder, how, *copies, progress, handles);
                !pooled)
                return end_of(pooled.error());
            Job::End end;
            end.state = looked->links.complete() ? ui::JobState::done : ui::JobState::did_not_pass;
            end.sentence = names_of(look.lists) + " imported" +
                           (looked->links.complete() ? "." : "; recordings are missing.");
            const PlacingOrder order{ask.rows, ask.wish, ask.update ? Update::yes : Update::no, ask.range};
            // Placed when all is known, into the session as it is by then.
            end.hand_over = [this, order, name, copies,
                             looked = std::move(*looked)]() -> Result<Diagnostics> {
                TRY(auto placed, place_turnover(document_.now(), looked, order));
                TRY(auto told, document_.put(std::move(placed.session), name));
                copies->keep();
                append(placed.diagnostics, std::move(told));
                return std::move(placed.diagnostics);
            };
            return end;
        });
}

Result<conform::PlaceRules> Turnovers::read_rules(const fs::path& file) const {
    TRY(const auto text, read_text_file(file, rules_most_bytes));
    return project::place_rules_from_text(text, file.string());
}

Result<void> Turnovers::write_rules(const fs::path& file, const conform::PlaceRules& rules) const {
    TRY(auto out, AtomicFile::create(file, IfExists::replace));
    CHECK(out.write(project::to_text(rules)));
    return out.commit();
}

} // namespace dub::app
