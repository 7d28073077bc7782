#include "app/jobs/measure.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <mutex>

#include "app/jobs/measure_source.h"
#include "app/jobs/parallel.h"
#include "app/jobs/sound_set.h"

namespace dub::app {

bool MeasureOutcome::passed() const {
    return std::ranges::all_of(files, [](const auto& file) { return report::passed(file.verdicts); });
}

Result<MeasureOutcome> measure_files(const MeasureRequest& request, Progress& progress) {
    std::vector<delivery::Spec> specs;
    if (!request.specs.empty()) {
        TRY(const auto known, delivery::load_specs(request.user_spec_folder));
        TRY(specs, delivery::choose_specs(known, request.specs));
    }
    std::optional<std::vector<bool>> speech;
    if (request.dialogue) {
        TRY(auto stem, open_file(*request.dialogue, std::nullopt));
        TRY(speech, speech_in(*stem.reader));
    }
    MeasureOutcome outcome;
    const std::size_t count = request.files.size();
    std::vector<std::atomic<double>> done(count);
    std::vector<report::MeasuredFile> measured(count);
    std::mutex mutex;
    CHECK(run_parallel(count, request.jobs, [&](std::size_t i) -> Result<void> {
        const auto& path = request.files[i];
        TRY(OpenedSet set, open_file(path, request.layout));
        JudgeSet one{path.string(), nullptr, nullptr, speech ? &*speech : nullptr, {}};
        std::vector<JudgeSet> by;
        Diagnostics doubts = std::move(set.diagnostics);
        for (const auto& spec : specs) {
            one.spec = &spec;
            one.wanted = best_fit(spec, path.filename().string(), set.reader->format().layout);
            if (one.wanted != nullptr) by.push_back(one);
            if (one.wanted == nullptr)
                doubts.push_back(
                    {Severity::warning, "measure.no-such-file", path.string(),
                     fmt::format(
                         "{} wants no file in {}: it was not judged by it; --layout names the speakers when "
                         "the file says them wrongly",
                         spec.id, set.reader->format().layout.name())});
        }
        one.spec = nullptr;
        if (by.empty()) by.push_back(one);
        TRY(measured[i], measure_and_judge(set, by, [&](double part) {
                done[i] = part;
                double sum = 0;
                for (const auto& each : done)
                    sum += each;
                const std::scoped_lock lock(mutex);
                return progress.at(sum / static_cast<double>(count), "measuring");
            }));
        const std::scoped_lock lock(mutex);
        append(outcome.diagnostics, std::move(doubts));
        return {};
    }));
    outcome.files = std::move(measured);
    return outcome;
}

} // namespace dub::app
