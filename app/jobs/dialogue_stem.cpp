#include "app/jobs/dialogue_stem.h"

#include <algorithm>
#include <map>

#include "app/jobs/found_role.h"
#include "app/jobs/measure_source.h"
#include "app/jobs/sound_set.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// The speaker that a mono file's name ends with: "reel_DX.Lss.wav", "reel_DX_L.wav".
std::optional<Speaker> speaker_at_end(std::string_view stem) {
    const auto cut = stem.find_last_of("._- ");
    return cut == std::string_view::npos ? std::nullopt : speaker_named(stem.substr(cut + 1));
}

using Split = std::map<Speaker, fs::path>;

std::optional<DialogueStem> put_together(const Split& split, const std::string& name) {
    std::vector<Speaker> speakers;
    for (const auto& [speaker, file] : split)
        speakers.push_back(speaker);
    const auto layout = layout_of(speakers);
    if (!layout) return std::nullopt;
    DialogueStem stem{{}, layout, name};
    for (const Speaker speaker : layout->speakers())
        stem.files.push_back(split.at(speaker));
    return stem;
}

std::string file_part(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::optional<SamplePos> time_reference(const fs::path& file) {
    const auto reader = wave::WaveReader::open(file);
    if (!reader || !(*reader)->info().bext) return std::nullopt;
    return (*reader)->info().bext->time_reference;
}

} // namespace

Result<std::vector<DialogueStem>> dialogue_stems(const std::vector<delivery::Spec>& known,
                                                 const delivery::Spec& spec, const fs::path& what) {
    std::error_code error;
    const fs::path whole = fs::absolute(what).lexically_normal();
    const bool is_folder = fs::is_directory(whole, error);
    fs::path folder = is_folder ? whole : whole.parent_path();
    if (folder.filename().empty()) folder = folder.parent_path(); // "delivery/"
    const bool own = folder.filename() == spec.id;
    if (own) folder = folder.parent_path();
    TRY(const auto files, find_waves(folder, is_folder || own ? Depth::below : Depth::folder));

    std::vector<DialogueStem> stems;
    std::map<std::string, Split> splits;
    for (const fs::path& file : files) {
        const auto told = role_told(known, file);
        if (!told || !told->dialogue) continue;
        const std::string name = file.lexically_relative(folder).generic_string();
        const std::string stem = file.stem().string();
        if (const auto speaker = speaker_at_end(stem)) {
            const fs::path set = fs::path(name).parent_path() /
                                 (stem.substr(0, stem.size() - label(*speaker).size()) + "*.wav");
            splits[set.generic_string()].emplace(*speaker, file);
            continue;
        }
        stems.push_back({{file}, {}, name});
    }
    for (const auto& [name, split] : splits) {
        if (split.size() == 1)
            stems.push_back({{split.begin()->second}, {}, name}); // a mono stem
        else if (auto stem = put_together(split, name))
            stems.push_back(std::move(*stem));
    }
    return stems;
}

const DialogueStem* stem_for(const std::vector<DialogueStem>& stems, const std::string& set) {
    const DialogueStem* best = nullptr;
    std::ptrdiff_t longest = -1;
    const std::string wanted = file_part(set);
    for (const DialogueStem& stem : stems) {
        const std::string name = file_part(stem.name);
        const auto common = std::ranges::mismatch(wanted, name).in1 - wanted.begin();
        if (common > longest) best = &stem;
        longest = std::max(longest, common);
    }
    return best;
}

Result<std::vector<bool>> speech_of(const DialogueStem& stem, const fs::path& beside, SampleRange range) {
    TRY(const OpenedSet opened,
        stem.split ? open_split(stem.files, *stem.split) : open_file(stem.files.front(), std::nullopt));
    const auto ours = time_reference(beside), theirs = time_reference(stem.files.front());
    if (ours && theirs) range = range.moved(*ours - *theirs);
    return speech_in(*opened.reader, range);
}

} // namespace dub::app
