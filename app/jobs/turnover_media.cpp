#include "app/jobs/turnover_media.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/jobs/dual_mono.h"
#include "app/jobs/media_search.h"
#include "engine/conform/names.h"
#include "formats/turnover/format.h"
#include "formats/wave/inspect.h"
#include "formats/wave/ixml.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

using conform::lower;
using conform::stem;

bool is_sound_name(const fs::path& file) {
    static const std::set<std::string> known{".wav",  ".bwf",  ".rf64", ".bw64", ".w64", ".aif",
                                             ".aiff", ".aifc", ".flac", ".caf",  ".mxf", ".mov"};
    return known.contains(lower(file.extension().string()));
}

// iXML, bext and UMID of a wave: what says when and on which roll it was recorded.
void take_stamps(const fs::path& path, conform::FoundFile& file) {
    const auto wave = wave::inspect_wave(path);
    if (!wave) return;
    std::optional<SamplePos> stamp;
    SampleRate rate = file.rate;
    if (wave->bext) {
        stamp = wave->bext->time_reference;
        if (!wave->bext->umid.empty()) file.umids.push_back(wave->bext->umid);
    }
    if (const auto& ixml = wave->ixml) {
        if (ixml->timestamp) stamp = ixml->timestamp;
        rate = ixml->timestamp_rate.value_or(rate); // at which the stamp counts, whatever the file's own is
        file.timecode = wave::timecode_of(*ixml);
        file.tape = ixml->tape;
        file.scene = ixml->scene;
        file.take = ixml->take;
        file.original_name = ixml->original_name;
        file.track_names = ixml->track_names;
        for (const std::string& id : {ixml->file_uid})
            if (!id.empty()) file.umids.push_back(id);
    }
    if (stamp) file.begins = seconds_at(*stamp, rate);
}

std::string essence_name(const conform::Source& source) {
    const std::string_view name = conform::file_name(source.name);
    const std::string plain(name.empty() ? "sound" : stem(name));
    switch (source.essence->kind) {
    case conform::EssenceKind::aiff: return plain + ".aiff";
    case conform::EssenceKind::file: return name == stem(name) ? plain + ".mxf" : std::string(name);
    case conform::EssenceKind::wave:
    case conform::EssenceKind::pcm: break;
    }
    return plain + ".wav";
}

class Hunt {
  public:
    Hunt(const MediaHunt& hunt, Progress& progress)
        : hunt_(hunt)
        , progress_(progress) {}

    Result<TurnoverMedia> run() {
        CHECK(list_folders());
        for (const auto& source : wanted())
            want(*source);
        if (!all_named_) // somebody has no name here: stamps and ids of all the others may tell
            for (const fs::path& path : paths_)
                if (is_sound_name(path)) chosen_.insert(path);
        CHECK(look());
        CHECK(extract());
        locate();
        return std::move(out_);
    }

  private:
    Result<void> list_folders() {
        std::vector<fs::path> folders = hunt_.folders;
        std::erase_if(folders, [&](const fs::path& one) { // what lies below another is listed with it
            return std::ranges::any_of(
                hunt_.folders, [&](const fs::path& other) { return one != other && is_below(one, {other}); });
        });
        std::ranges::sort(folders);
        folders.erase(std::ranges::unique(folders).begin(), folders.end());
        TRY(const auto search, MediaSearch::below(folders, progress_));
        paths_ = search.all();
        for (const fs::path& path : paths_) {
            const std::string name = lower(path.filename().string());
            by_stem_.emplace(std::string(stem(name)), &path);
        }
        return {};
    }

    std::vector<const conform::Source*> wanted() const {
        std::set<int> heard;
        for (const auto& track : hunt_.list.tracks)
            for (const auto& event : track.events)
                if (is_heard(track, event)) heard.insert(event.source);
        std::vector<const conform::Source*> sources;
        for (const int i : heard)
            sources.push_back(&hunt_.list.sources[static_cast<std::size_t>(i)]);
        return sources;
    }

    void want(const conform::Source& source) {
        std::vector<std::string_view> names{source.name, source.tape};
        for (const auto& locator : source.locators)
            names.push_back(locator);
        bool found = source.essence.has_value();
        for (const std::string_view name : names) {
            const std::string key(stem(lower(conform::file_name(path_of_locator(name)))));
            if (key.empty()) continue;
            // Also what an old list cut to 8 or 32 letters.
            const bool cut = key.size() == 8 || key.size() == 32;
            for (auto at = by_stem_.lower_bound(key); at != by_stem_.end(); ++at) {
                if (at->first != key && !(cut && at->first.starts_with(key))) break;
                if (is_turnover(*at->second)) continue;
                chosen_.insert(*at->second);
                found = true;
            }
        }
        all_named_ = all_named_ && found;
    }

    bool is_turnover(const fs::path& path) const {
        std::error_code error;
        return fs::equivalent(path, hunt_.turnover, error);
    }

    Result<void> look() {
        std::size_t done = 0;
        for (const fs::path& path : chosen_) {
            if (!progress_.at(static_cast<double>(done++) / static_cast<double>(chosen_.size()),
                              path.filename().string()))
                return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
            if (auto looked = look_at(path)) add(std::move(*looked));
        }
        return {};
    }

    void add(Looked looked) {
        at_[looked.file.path] = out_.files.size();
        out_.files.push_back(std::move(looked.file));
        out_.sounds.push_back(std::move(looked.sound));
    }

    Result<void> extract() {
        out_.facts.embedded.resize(hunt_.list.sources.size());
        if (hunt_.extracted == nullptr) return {};
        for (const conform::Source* source : wanted()) {
            if (!source->essence) continue;
            const std::string name = essence_name(*source);
            TRY(const fs::path path, hunt_.extracted->make(name, [&](const fs::path& to) {
                return turnover::extract_essence(hunt_.turnover, *source, to, progress_);
            }));
            auto looked = look_at(path);
            if (!looked)
                return fail(ErrorCode::invalid, fmt::format("The sound of \"{}\" in {} cannot be read.",
                                                            source->name, hunt_.turnover.string()));
            const auto i = static_cast<std::size_t>(source - hunt_.list.sources.data());
            out_.facts.embedded[i] = out_.files.size();
            add(std::move(*looked));
        }
        return {};
    }

    // Where the list says that a recording lies: as it is, or counted from the turnover's folder.
    void locate() {
        out_.facts.at_locator.resize(hunt_.list.sources.size());
        for (const conform::Source* source : wanted())
            for (const auto& locator : source->locators) {
                const auto i = static_cast<std::size_t>(source - hunt_.list.sources.data());
                const auto path = allowed(locator, source->name);
                if (!path) continue;
                const auto known = at_.find(path->string());
                if (known != at_.end()) out_.facts.at_locator[i].push_back(known->second);
            }
    }

    std::optional<fs::path> allowed(const std::string& locator, const std::string& name) {
        const std::string text = path_of_locator(locator);
        if (text.empty()) {
            refuse(name, locator, "it is an address elsewhere, and only files are opened");
            return std::nullopt;
        }
        fs::path path(text);
        if (path.is_relative()) path = fs::absolute(hunt_.turnover).parent_path() / path;
        std::error_code error;
        path = fs::weakly_canonical(path, error);
        if (error) return std::nullopt;
        if (is_below(path, hunt_.folders)) return path;
        if (text.find("..") != std::string::npos)
            refuse(name, locator, "it leads out of the folders that may be looked into");
        return std::nullopt; // a path of another machine, as a rule: its name was looked for
    }

    void refuse(const std::string& name, const std::string& locator, std::string_view why) {
        out_.diagnostics.push_back(
            {Severity::warning, "link.refused", fmt::format("recording \"{}\"", name),
             fmt::format(
                 "its path '{}' was not followed: {}. Copy the file and name its folder with --media.",
                 locator, why)});
    }

    const MediaHunt& hunt_;
    Progress& progress_;
    TurnoverMedia out_;
    std::vector<fs::path> paths_;
    std::multimap<std::string, const fs::path*> by_stem_;
    std::set<fs::path> chosen_;
    std::map<std::string, std::size_t> at_; // path -> file
    bool all_named_ = true;
};

} // namespace

Result<TurnoverMedia> find_media_of(const MediaHunt& hunt, Progress& progress) {
    return Hunt(hunt, progress).run();
}

std::string path_of_locator(std::string_view locator) {
    std::string text(locator);
    if (const auto scheme = text.find("://"); scheme != std::string::npos && scheme < 16) {
        if (lower(text.substr(0, scheme)) != "file") return {};
        text = conform::percent_decoded(text.substr(scheme + 3));
        // A host: "localhost" is none, another is a share.
        if (!text.empty() && text.front() != '/') {
            const auto slash = text.find('/');
            const std::string host = text.substr(0, slash);
            text = slash == std::string::npos ? std::string() : text.substr(slash);
            if (lower(host) != "localhost" && host.size() != 2) text = "/" + host + text;
        }
        if (text.size() > 2 && text[0] == '/' && text[2] == ':') text.erase(0, 1); // "/D:/…"
    }
    if (text.find('\\') != std::string::npos && text.find('/') == std::string::npos)
        std::ranges::replace(text, '\\', '/');
    return text;
}

bool is_below(const fs::path& file, const std::vector<fs::path>& folders) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(file, error);
    if (error) return false;
    return std::ranges::any_of(folders, [&](const fs::path& folder) {
        std::error_code ignored;
        const fs::path base = fs::weakly_canonical(folder, ignored);
        const auto relative = whole.lexically_relative(base);
        return !relative.empty() && *relative.begin() != "..";
    });
}

std::optional<Looked> look_at(const fs::path& path) {
    const auto probe = media::probe(path);
    if (!probe || probe->sounds.empty()) return std::nullopt;
    Looked looked;
    looked.sound = probe->sounds.front();
    const AudioFormat& format = looked.sound.format;
    if (format.length.value <= 0 || format.layout.channels() == 0) return std::nullopt;
    conform::FoundFile& file = looked.file;
    file.path = path.string();
    file.stream = looked.sound.index;
    file.layout = format.layout;
    file.channels = format.layout.channels();
    file.rate = format.rate;
    file.length = format.length;
    file.track_names = looked.sound.track_names;
    if (looked.sound.timestamp) file.begins = seconds_at(*looked.sound.timestamp, format.rate);
    if (looked.sound.index < 0) take_stamps(path, file);
    if (file.channels == 2) file.dual_mono = is_dual_mono(path, looked.sound);
    return looked;
}

std::vector<fs::path> search_folders(const fs::path& session, const std::vector<fs::path>& lists,
                                     const std::vector<fs::path>& given) {
    std::vector<fs::path> folders;
    if (!session.empty()) folders.push_back(session);
    for (const fs::path& list : lists)
        folders.push_back(fs::absolute(list).parent_path());
    folders.insert(folders.end(), given.begin(), given.end());
    for (fs::path& folder : folders) {
        std::error_code error;
        if (const auto whole = fs::canonical(folder, error); !error) folder = whole;
    }
    return folders;
}

} // namespace dub::app
