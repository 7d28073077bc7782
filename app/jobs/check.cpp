#include "app/jobs/check.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <mutex>

#include "app/jobs/measure_source.h"
#include "app/jobs/parallel.h"
#include "app/jobs/sound_set.h"
#include "engine/core/atomic_file.h"
#include "formats/delivery/file_name.h"
#include "formats/media/media.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

using delivery::Deliverable;
using delivery::FileForm;

// Files found for one set: one interleaved, or one for each speaker.
struct FoundSet {
    const Deliverable* wanted = nullptr;
    std::string name; // relative, '*' for the channel
    std::vector<fs::path> files;
    std::map<Speaker, fs::path> split;
    std::optional<Layout> layout = {}; // of a split set: the spec's, else what its files make
};

struct Found {
    std::vector<FoundSet> sets;
    std::vector<report::MeasuredFile> missing; // with the verdict that says so
    Diagnostics diagnostics;
};

// Mono files whose speakers are no layout, where the spec leaves the layout to the session.
report::MeasuredFile unjudged(const delivery::Spec& spec, const FoundSet& set) {
    std::string labels;
    for (const auto& [speaker, file] : set.split)
        labels += fmt::format("{}{}", labels.empty() ? "" : " ", label(speaker));
    const std::string sentence = fmt::format(
        "not judged: {} want the session's width, and the channels found ({}) are no layout that is known",
        spec.id, labels);
    return {set.name, {}, {{spec.id, "files-present", set.name, {}, "home width", {}, sentence}}};
}

report::MeasuredFile absent(const delivery::Spec& spec, const std::string& name,
                            const std::string& sentence) {
    return {name, {}, {{spec.id, "files-present", name, {}, "present", false, sentence}}};
}

Result<std::vector<fs::path>> waves_below(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->is_regular_file() && at->path().extension() == ".wav") files.push_back(at->path());
    if (error) return std::unexpected(io_error("reading the folder", folder, error.value()));
    std::ranges::sort(files);
    return files;
}

class Finder {
  public:
    Finder(const delivery::Spec& spec, fs::path folder)
        : spec_(spec)
        , folder_(std::move(folder)) {}

    Result<Found> run() {
        TRY(const auto files, waves_below(folder_));
        std::vector<fs::path> strangers;
        for (const fs::path& file : files)
            if (!by_name(file)) strangers.push_back(file);
        for (const Deliverable& wanted : spec_.files)
            if (!has(wanted)) CHECK(by_layout(wanted, strangers));
        for (const fs::path& file : strangers)
            found_.diagnostics.push_back(
                {Severity::note, "check.unknown-file", relative(file),
                 fmt::format("{} asks for no such file; it was not looked at", spec_.id)});
        complete_split();
        return std::move(found_);
    }

  private:
    [[nodiscard]] std::string relative(const fs::path& file) const {
        return file.lexically_relative(folder_).generic_string();
    }
    [[nodiscard]] bool has(const Deliverable& wanted) const {
        return std::ranges::any_of(found_.sets, [&](const FoundSet& set) { return set.wanted == &wanted; });
    }

    bool by_name(const fs::path& file) {
        for (const Deliverable& wanted : spec_.files) {
            const auto match = matches(spec_, wanted, file.filename().string());
            if (!match) continue;
            if (!match->channel) {
                found_.sets.push_back({&wanted, relative(file), {file}, {}, {}});
                return true;
            }
            const std::string name = relative(file.parent_path() / match->set);
            auto at =
                std::ranges::find_if(found_.sets, [&](const FoundSet& set) { return set.name == name; });
            if (at == found_.sets.end()) at = found_.sets.insert(at, FoundSet{&wanted, name, {}, {}, {}});
            at->split.insert_or_assign(*match->channel, file);
            return true;
        }
        return false;
    }

    Result<void> by_layout(const Deliverable& wanted, std::vector<fs::path>& strangers) {
        for (auto at = strangers.begin(); at != strangers.end();) {
            const auto probe = media::probe(*at);
            const bool fits = probe && !probe->sounds.empty() && wanted.layout &&
                              wanted.form == FileForm::interleaved &&
                              layout_of(probe->sounds.front().format.layout.speakers()) == wanted.layout;
            if (fits) found_.sets.push_back({&wanted, relative(*at), {*at}, {}, {}});
            at = fits ? strangers.erase(at) : at + 1;
        }
        if (!has(wanted))
            found_.missing.push_back(
                absent(spec_, wanted.name + ".wav",
                       fmt::format("no file of {} has this name or is {}", folder_.string(),
                                   wanted.layout ? wanted.layout->name() : "at the home width")));
        return {};
    }

    [[nodiscard]] static std::optional<Layout> layout_made_by(const std::map<Speaker, fs::path>& split) {
        std::vector<Speaker> speakers;
        for (const auto& [speaker, file] : split)
            speakers.push_back(speaker);
        return layout_of(speakers);
    }

    // Mono files of a set in the layout's order; a set that lacks one cannot be measured.
    void complete_split() {
        std::erase_if(found_.sets, [&](FoundSet& set) {
            if (set.split.empty()) return false;
            set.layout = set.wanted->layout ? set.wanted->layout : layout_made_by(set.split);
            if (!set.layout) {
                found_.missing.push_back(unjudged(spec_, set));
                return true;
            }
            std::string missing;
            for (const Speaker speaker : set.layout->speakers()) {
                const auto at = set.split.find(speaker);
                if (at == set.split.end()) missing += fmt::format(" {}", label(speaker));
                if (at != set.split.end()) set.files.push_back(at->second);
            }
            if (missing.empty()) return false;
            found_.missing.push_back(absent(spec_, set.name, "these channels are missing:" + missing));
            return true;
        });
    }

    const delivery::Spec& spec_;
    fs::path folder_;
    Found found_;
};

Result<Found> find_sets(const delivery::Spec& spec, const fs::path& what) {
    std::error_code error;
    if (!fs::exists(what, error))
        return fail(ErrorCode::not_found, fmt::format("{} does not exist", what.string()));
    if (fs::is_directory(what, error)) {
        // Our own deliveries keep each spec's files in a folder of its name.
        const fs::path own = what / spec.id;
        return Finder(spec, fs::is_directory(own, error) ? own : what).run();
    }
    TRY(const OpenedSet opened, open_file(what, std::nullopt));
    const Layout layout = opened.reader->format().layout;
    const Deliverable* const wanted = best_fit(spec, what.filename().string(), layout);
    if (wanted == nullptr)
        return fail(ErrorCode::unfit, fmt::format("{} is {}, and {} wants no such file", what.string(),
                                                  layout.name(), spec.id));
    Found found;
    found.sets.push_back({wanted, what.filename().string(), {what}, {}, {}});
    return found;
}

Result<std::optional<std::pair<FrameCount, FrameRate>>> picture_length(const CheckRequest& request) {
    std::optional<std::pair<FrameCount, FrameRate>> length;
    if (!request.picture) return length;
    TRY(const auto probe, media::probe(*request.picture));
    if (!probe.picture)
        return fail(ErrorCode::unfit, fmt::format("{} holds no picture", request.picture->string()));
    return std::optional(std::pair(probe.picture->length, probe.picture->rate));
}

} // namespace

Result<MeasureOutcome> check_delivery(const CheckRequest& request, Progress& progress) {
    TRY(const auto known, delivery::load_specs(request.user_spec_folder));
    TRY(const auto chosen, delivery::choose_specs(known, {request.spec}));
    const delivery::Spec& spec = chosen.front();
    TRY(const auto picture, picture_length(request));
    TRY(Found found, find_sets(spec, request.what));
    std::optional<std::vector<bool>> speech;
    if (request.dialogue) {
        TRY(auto stem, open_file(*request.dialogue, std::nullopt));
        TRY(speech, speech_in(*stem.reader));
    }
    MeasureOutcome outcome;
    outcome.diagnostics = std::move(found.diagnostics);
    outcome.files.resize(found.sets.size());
    std::mutex mutex;
    std::size_t finished = 0;
    CHECK(run_parallel(found.sets.size(), request.jobs, [&](std::size_t i) -> Result<void> {
        const FoundSet& set = found.sets[i];
        TRY(OpenedSet opened, set.split.empty() ? open_file(set.files.front(), std::nullopt)
                                                : open_split(set.files, *set.layout));
        JudgeSet by{set.name, &spec, set.wanted, speech ? &*speech : nullptr, {}};
        if (picture)
            by.length_expected =
                first_sample(FramePos{} + picture->first, picture->second, opened.reader->format().rate) -
                SamplePos{};
        TRY(outcome.files[i], measure_and_judge(opened, {by}, [&](double) {
                const std::scoped_lock lock(mutex);
                return progress.at(static_cast<double>(finished) / static_cast<double>(found.sets.size()),
                                   "checking");
            }));
        const std::scoped_lock lock(mutex);
        ++finished;
        append(outcome.diagnostics, std::move(opened.diagnostics));
        return {};
    }));
    outcome.files.insert(outcome.files.end(), found.missing.begin(), found.missing.end());
    return outcome;
}

} // namespace dub::app
