#include "app/jobs/media_search.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t files_between_words = 1000;

std::string lower(std::string name) {
    // Letters of ASCII: what differs between disks of other systems.
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name;
}

} // namespace

void MediaSearch::add(const fs::directory_entry& entry) {
    std::error_code error;
    if (!entry.is_regular_file(error) || error) return;
    const auto bytes = entry.file_size(error);
    if (error || bytes == 0) return;
    by_bytes_[bytes].push_back(entry.path());
    by_name_[lower(entry.path().filename().string())].push_back(entry.path());
    ++files_;
}

Result<MediaSearch> MediaSearch::below(std::span<const fs::path> folders, Progress& progress) {
    MediaSearch search;
    for (const fs::path& folder : folders) {
        std::error_code error;
        if (!fs::is_directory(folder, error))
            return fail(
                ErrorCode::not_found,
                fmt::format("{} is no folder; name the folder the recordings lie in.", folder.string()));
        fs::recursive_directory_iterator at(fs::absolute(folder),
                                            fs::directory_options::skip_permission_denied, error);
        for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
            search.add(*at);
            if (search.files_ % files_between_words == 0 && !progress.at(0, "looking through folders"))
                return fail(ErrorCode::cancelled, "stopped; the session is as it was.");
        }
    }
    for (auto& [name, paths] : search.by_name_)
        std::ranges::sort(paths);
    for (auto& [bytes, paths] : search.by_bytes_)
        std::ranges::sort(paths);
    return search;
}

std::optional<fs::path> MediaSearch::by_identity(const media::Identity& wanted) {
    const auto same_size = by_bytes_.find(wanted.bytes);
    if (same_size == by_bytes_.end()) return std::nullopt;
    for (const fs::path& path : same_size->second) {
        const auto [hash, is_new] = hashes_.try_emplace(path);
        if (is_new)
            if (const auto identity = media::identity_of(path)) hash->second = identity->hash;
        if (hash->second == wanted.hash) return path;
    }
    return std::nullopt;
}

std::vector<fs::path> MediaSearch::by_name(const std::string& file_name) const {
    const auto at = by_name_.find(lower(file_name));
    return at == by_name_.end() ? std::vector<fs::path>{} : at->second;
}

std::vector<fs::path> MediaSearch::all() const {
    std::vector<fs::path> paths;
    paths.reserve(files_);
    for (const auto& [name, named] : by_name_)
        paths.insert(paths.end(), named.begin(), named.end());
    std::ranges::sort(paths);
    return paths;
}

} // namespace dub::app
