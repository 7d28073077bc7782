#include "app/jobs/check_find.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/jobs/found_role.h"
#include "app/jobs/sound_set.h"
#include "engine/core/atomic_file.h"
#include "formats/delivery/file_name.h"
#include "formats/media/media.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

using delivery::Deliverable;
using delivery::FileForm;

constexpr const char* home_width = "the home width";

// Mono files whose speakers are no layout, where the spec leaves the layout to the session.
report::MeasuredFile unjudged(const delivery::Spec& spec, const FoundSet& set) {
    std::string labels;
    for (const auto& [speaker, file] : set.split)
        labels += fmt::format("{}{}", labels.empty() ? "" : " ", label(speaker));
    const std::string sentence = fmt::format(
        "not judged: {} want the session's width, and the channels found ({}) are no layout that is known",
        spec.id, labels);
    return {set.name, {}, {{spec.id, "files-present", set.name, {}, home_width, {}, sentence}}};
}

report::MeasuredFile absent(const delivery::Spec& spec, const std::string& name,
                            const std::string& sentence) {
    return {name, {}, {{spec.id, "files-present", name, {}, "present", false, sentence}}};
}

// Undipped music: a mix without dips has none.
report::MeasuredFile not_needed(const delivery::Spec& spec, const std::string& name) {
    return {
        name,
        {},
        {{spec.id,
          "files-present",
          name,
          {},
          "present",
          {},
          "not judged: it is made only where something dips, and whether this mix does is not known here"}}};
}

template <class Iterator> Result<std::vector<fs::path>> waves_of(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (Iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->is_regular_file() && at->path().extension() == ".wav") files.push_back(at->path());
    if (error) return std::unexpected(io_error("read the folder", folder, error.value()));
    std::ranges::sort(files);
    return files;
}

class Finder {
  public:
    Finder(const std::vector<delivery::Spec>& known, const delivery::Spec& spec, fs::path folder)
        : known_(known)
        , spec_(spec)
        , folder_(std::move(folder)) {}

    Result<FoundSets> run() {
        TRY(const auto files, find_waves(folder_, Depth::below));
        std::vector<fs::path> strangers;
        for (const fs::path& file : files)
            if (!by_name(file)) strangers.push_back(file);
        for (const Deliverable& wanted : spec_.files)
            if (!has(wanted)) by_layout(wanted, strangers);
        if (found_.sets.empty()) return nothing_found(files);
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

    // Files of another's naming. What names itself otherwise, an M&E or a file of another spec, is not one.
    void by_layout(const Deliverable& wanted, std::vector<fs::path>& strangers) {
        for (auto at = strangers.begin(); at != strangers.end();) {
            const auto told = role_told(known_, *at);
            if (told && (!told->spec.empty() || told->role != wanted.role)) {
                ++at;
                continue;
            }
            const auto probe = media::probe(*at);
            const bool fits = probe && !probe->sounds.empty() && wanted.layout &&
                              wanted.form == FileForm::interleaved &&
                              layout_of(probe->sounds.front().format.layout.speakers()) == wanted.layout;
            if (fits) found_.sets.push_back({&wanted, relative(*at), {*at}, {}, {}});
            at = fits ? strangers.erase(at) : at + 1;
        }
        if (has(wanted)) return;
        if (wanted.role == delivery::FileRole::undipped_music)
            found_.missing.push_back(not_needed(spec_, wanted.name + ".wav"));
        else
            found_.missing.push_back(
                absent(spec_, wanted.name + ".wav",
                       fmt::format("no file of {} has this name or is {}", folder_.string(),
                                   wanted.layout ? wanted.layout->name() : "at the home width")));
    }

    // A verdict over nothing would say nothing.
    [[nodiscard]] std::unexpected<Error> nothing_found(const std::vector<fs::path>& files) const {
        constexpr std::size_t most_named = 6;
        std::string wanted, there;
        for (const Deliverable& one : spec_.files)
            wanted += fmt::format("{}{}.wav ({})", wanted.empty() ? "" : ", ", one.name,
                                  one.layout ? one.layout->name() : home_width);
        for (std::size_t i = 0; i < std::min(files.size(), most_named); ++i) {
            const auto told = role_told(known_, files[i]);
            there += fmt::format("{}{}{}", there.empty() ? "" : ", ", relative(files[i]),
                                 told ? fmt::format(" ({})", told->text) : "");
        }
        if (files.size() > most_named) there += fmt::format(" and {} more", files.size() - most_named);
        return fail(ErrorCode::unfit,
                    fmt::format("no file of {} lies in {}: it wants {}; found: {}. Name the folder it was "
                                "delivered to, or judge one file by its own path.",
                                spec_.id, folder_.string(), wanted, there.empty() ? "no wave" : there));
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

    const std::vector<delivery::Spec>& known_;
    const delivery::Spec& spec_;
    fs::path folder_;
    FoundSets found_;
};

} // namespace

Result<std::vector<fs::path>> find_waves(const fs::path& folder, Depth depth) {
    return depth == Depth::below ? waves_of<fs::recursive_directory_iterator>(folder)
                                 : waves_of<fs::directory_iterator>(folder);
}

Result<FoundSets> find_sets(const std::vector<delivery::Spec>& known, const delivery::Spec& spec,
                            const fs::path& what) {
    std::error_code error;
    if (!fs::exists(what, error))
        return fail(ErrorCode::not_found, fmt::format("{} does not exist; check the name", what.string()));
    if (fs::is_directory(what, error)) {
        // Our own deliveries keep each spec's files in a folder of its name.
        const fs::path own = what / spec.id;
        return Finder(known, spec, fs::is_directory(own, error) ? own : what).run();
    }
    TRY(const OpenedSet opened, open_file(what, std::nullopt));
    const Layout layout = opened.reader->format().layout;
    const Deliverable* const wanted = best_fit(spec, what.filename().string(), layout);
    if (wanted == nullptr)
        return fail(ErrorCode::unfit, fmt::format("{} is {}, and {} wants no such file", what.string(),
                                                  layout.name(), spec.id));
    FoundSets found;
    found.sets.push_back({wanted, what.filename().string(), {what}, {}, {}});
    return found;
}

} // namespace dub::app
