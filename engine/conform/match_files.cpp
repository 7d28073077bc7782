#include "engine/conform/match_files.h"

#include <algorithm>

#include "engine/conform/names.h"

namespace dub::conform {
namespace {

// MobIDs and UMIDs as one writes and the other reads them: the last 32 digits name the material.
std::string umid_key(std::string_view umid) {
    std::string digits;
    for (const char c : lower(umid))
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) digits += c;
    return digits.size() > 64 ? digits.substr(0, 64) : digits;
}

// Every name a list has for a recording; those of its files first.
std::vector<std::string> names_of(const Source& source) {
    std::vector<std::string> names;
    const auto add = [&](std::string_view name) {
        if (!name.empty() && name != "AX" && name != "BL") names.push_back(lower(name));
    };
    for (const auto& locator : source.locators)
        add(file_name(locator));
    add(file_name(source.name));
    add(file_name(source.tape));
    return names;
}

} // namespace

bool same_take(const Source& source, const FoundFile& file) {
    if (file.scene.empty() || file.take.empty()) return false;
    const std::string wanted = slate(file.scene) + "-" + slate(file.take);
    if (!source.scene.empty()) return slate(source.scene) + "-" + slate(source.take) == wanted;
    return slate(source.name) == wanted;
}

FileMatcher::FileMatcher(const Turnover& list, std::span<const FoundFile> files)
    : list_(list)
    , files_(files)
    , uses_(list.sources.size()) {
    for (const auto& track : list.tracks)
        for (const auto& event : track.events)
            if (is_heard(track, event)) uses_[static_cast<std::size_t>(event.source)].push_back(&event);
    for (std::size_t i = 0; i < files.size(); ++i) {
        for (const std::string& path : {files[i].path, files[i].original_name}) {
            if (path.empty()) continue;
            const std::string name = lower(file_name(path));
            by_name_.emplace(name, i);
            by_stem_.emplace(std::string(stem(name)), i);
        }
        for (const auto& umid : files[i].umids)
            if (const std::string key = umid_key(umid); !key.empty()) by_umid_.emplace(key, i);
    }
}

void FileMatcher::add(std::vector<LinkCandidate>& found, const Index& index, const std::string& key,
                      LinkBy by, double sure) const {
    const auto [from, to] = index.equal_range(key);
    for (auto at = from; at != to; ++at)
        if (std::ranges::find(found, at->second, &LinkCandidate::file) == found.end())
            found.push_back({at->second, by, sure});
}

void FileMatcher::add_shortened(std::vector<LinkCandidate>& found, const std::string& name) const {
    if (name.size() != 8 && name.size() != 32) return;
    for (auto at = by_stem_.lower_bound(name); at != by_stem_.end() && at->first.starts_with(name); ++at)
        if (std::ranges::find(found, at->second, &LinkCandidate::file) == found.end())
            found.push_back({at->second, LinkBy::short_name, 0.6});
}

bool FileMatcher::covers(std::size_t source, const FoundFile& file) const {
    if (!file.begins || uses_[source].empty()) return false;
    return std::ranges::all_of(uses_[source], [&](const Event* event) {
        if (event->origin != SourceOrigin::timecode) return false;
        const TimeSpan played = played_of(list_, *event, file);
        return played.start >= Rational{} && played.end <= file.seconds();
    });
}

void FileMatcher::add_by_timecode(std::vector<LinkCandidate>& found, std::size_t index) const {
    const Source& source = list_.sources[index];
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (std::ranges::find(found, i, &LinkCandidate::file) != found.end()) continue;
        if (!covers(index, files_[i])) continue;
        const bool same_roll =
            !source.tape.empty() && !files_[i].tape.empty() && roll(source.tape) == roll(files_[i].tape);
        if (same_roll)
            found.push_back({i, LinkBy::tape_and_timecode, same_take(source, files_[i]) ? 0.95 : 0.9});
        else if (same_take(source, files_[i]))
            found.push_back({i, LinkBy::scene_and_take, 0.8});
        else
            found.push_back({i, LinkBy::timecode, 0.4});
    }
}

std::vector<LinkCandidate> FileMatcher::like(std::size_t index) const {
    const Source& source = list_.sources[index];
    std::vector<LinkCandidate> found;
    for (const auto& umid : source.umids)
        add(found, by_umid_, umid_key(umid), LinkBy::umid, 0.99);
    const auto names = names_of(source);
    for (const auto& name : names)
        add(found, by_name_, name, LinkBy::name, 0.95);
    // The file may have another extension than the list says: WAV made of MXF, or none at all in the list.
    for (const auto& name : names)
        add(found, by_stem_, std::string(stem(name)), LinkBy::name, 0.85);
    for (const auto& name : names)
        add_shortened(found, std::string(stem(name)));
    add_by_timecode(found, index);
    return found;
}

} // namespace dub::conform
