#include "app/jobs/check.h"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>

#include "app/jobs/check_find.h"
#include "app/jobs/dialogue_stem.h"
#include "app/jobs/measure_source.h"
#include "app/jobs/parallel.h"
#include "app/jobs/sound_set.h"
#include "engine/core/atomic_file.h"
#include "formats/media/media.h"
#include "formats/report/read_report.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t largest_report = std::uint64_t{64} << 20; // bytes

struct PictureLength {
    FrameCount frames;
    FrameRate rate;
};

Result<std::optional<PictureLength>> picture_length(const CheckRequest& request) {
    std::optional<PictureLength> length;
    if (!request.picture) return length;
    TRY(const auto probe, media::probe(*request.picture));
    if (!probe.picture)
        return fail(ErrorCode::unfit, fmt::format("{} holds no picture", request.picture->string()));
    return std::optional(PictureLength{probe.picture->length, probe.picture->rate});
}

bool judges_dialogue(const delivery::Spec& spec) {
    return std::ranges::find(spec.rules, delivery::RuleKind::dialogue_loudness, &delivery::Rule::kind) !=
           spec.rules.end();
}

// Where the delivery's own report, in the file's folder or the one above, says that the programme lies.
std::optional<report::StampedFile> stamped(const fs::path& file, SampleCount length) {
    std::error_code error;
    const fs::path whole = fs::absolute(file).lexically_normal();
    for (const fs::path& folder : {whole.parent_path(), whole.parent_path().parent_path()})
        for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
            if (!at->path().filename().string().ends_with("_delivery.json")) continue;
            const auto text = read_text_file(at->path(), largest_report);
            const auto files = text ? report::stamped_files(*text, at->path().string())
                                    : Result<std::vector<report::StampedFile>>();
            if (!text || !files) continue; // it is not needed to judge by
            for (const auto& one : *files)
                if (one.samples == length && fs::path(one.path).filename() == whole.filename()) return one;
        }
    return std::nullopt;
}

// A check on its way: the sets are judged one beside the other.
class Check {
  public:
    Check(const CheckRequest& request, const std::vector<delivery::Spec>& known, const delivery::Spec& spec)
        : request_(request)
        , known_(known)
        , spec_(spec) {}

    Result<MeasureOutcome> run(Progress& progress) {
        TRY(picture_, picture_length(request_));
        TRY(FoundSets found, find_sets(known_, spec_, request_.what));
        if (judges_dialogue(spec_)) CHECK(find_speech());
        outcome_.diagnostics = std::move(found.diagnostics);
        outcome_.files.resize(found.sets.size());
        std::size_t finished = 0;
        CHECK(run_parallel(found.sets.size(), request_.jobs, [&](std::size_t i) -> Result<void> {
            auto judged = judge(found.sets[i], outcome_.files[i], [&] {
                const std::scoped_lock lock(mutex_);
                return progress.at(static_cast<double>(finished) / static_cast<double>(found.sets.size()),
                                   "checking");
            });
            const std::scoped_lock lock(mutex_);
            ++finished;
            return judged;
        }));
        outcome_.files.insert(outcome_.files.end(), found.missing.begin(), found.missing.end());
        return std::move(outcome_);
    }

  private:
    // What the user gives counts for every file; else each looks for its own.
    Result<void> find_speech() {
        if (!request_.dialogue) {
            TRY(stems_, dialogue_stems(known_, spec_, request_.what));
            return {};
        }
        TRY(const auto stem, open_file(*request_.dialogue, std::nullopt));
        TRY(given_, speech_in(*stem.reader));
        return {};
    }

    Result<void> judge(const FoundSet& set, report::MeasuredFile& judged,
                       const std::function<bool()>& going) {
        TRY(OpenedSet opened, set.split.empty() ? open_file(set.files.front(), std::nullopt)
                                                : open_split(set.files, *set.layout));
        const AudioFormat format = opened.reader->format();
        std::optional<report::StampedFile> stamps;
        if (spec_.leader == delivery::Leader::pops) stamps = stamped(set.files.front(), format.length);
        if (spec_.leader == delivery::Leader::pops && !stamps) tell_pops(set);
        const SampleRange all{{}, SamplePos{} + format.length};
        const SampleRange range = stamps ? stamps->programme : all;

        JudgeSet by{set.name, &spec_, set.wanted, nullptr, {}, range, {}};
        if (stamps) by.silenced = stamps->pops;
        TRY(const auto speech, speech_for(set, range));
        if (speech) by.speech_100ms = &*speech;
        if (picture_)
            by.length_expected = first_sample(FramePos{} + picture_->frames, picture_->rate, format.rate) -
                                 SamplePos{} + (all.length() - range.length());
        TRY(judged, measure_and_judge(opened, {by}, [&](double) { return going(); }));
        const std::scoped_lock lock(mutex_);
        append(outcome_.diagnostics, std::move(opened.diagnostics));
        return {};
    }

    Result<std::optional<std::vector<bool>>> speech_for(const FoundSet& set, SampleRange range) {
        std::optional<std::vector<bool>> speech = given_;
        const DialogueStem* const stem = speech ? nullptr : stem_for(stems_, set.name);
        if (stem == nullptr) return speech;
        TRY(speech, speech_of(*stem, set.files.front(), range));
        const std::scoped_lock lock(mutex_);
        outcome_.diagnostics.push_back(
            {Severity::note, "check.dialogue-stem", set.name,
             fmt::format("speech was looked for in {}; --dialogue names another stem", stem->name)});
        return speech;
    }

    void tell_pops(const FoundSet& set) {
        const std::scoped_lock lock(mutex_);
        outcome_.diagnostics.push_back(
            {Severity::note, "check.pops", set.name,
             "leader and pops may be in it, and no delivery report lies beside it that says where: they were "
             "measured with the programme; lay the report (NAME_delivery.json) into its folder"});
    }

    const CheckRequest& request_;
    const std::vector<delivery::Spec>& known_;
    const delivery::Spec& spec_;
    std::optional<PictureLength> picture_;
    std::optional<std::vector<bool>> given_;
    std::vector<DialogueStem> stems_;
    std::mutex mutex_;
    MeasureOutcome outcome_;
};

} // namespace

Result<MeasureOutcome> check_delivery(const CheckRequest& request, Progress& progress) {
    TRY(const auto known, delivery::load_specs(request.user_spec_folder));
    TRY(const auto chosen, delivery::choose_specs(known, {request.spec}));
    return Check(request, known, chosen.front()).run(progress);
}

} // namespace dub::app
