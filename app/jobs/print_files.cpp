#include "app/jobs/print_files.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/orphans.h"
#include "formats/media/identity.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// Names that every file system takes.
std::string as_file_name(std::string title) {
    std::ranges::replace_if(
        title,
        [](char c) {
            return static_cast<unsigned char>(c) < 0x20 ||
                   std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        },
        '-');
    if (title.empty() || title.front() == '.') title = "_" + title;
    constexpr std::size_t longest = 120;
    std::size_t end = std::min(title.size(), longest);
    while (end < title.size() && end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U)
        --end; // a byte that goes on with a character
    return title.substr(0, end);
}

bool is_there(const fs::path& file) {
    std::error_code error;
    return fs::exists(fs::symlink_status(file, error));
}

} // namespace

fs::path print_folder_of(const fs::path& session) {
    return fs::absolute(session).parent_path() / (session.stem().string() + " prints");
}

fs::path free_print_file(const fs::path& folder, std::string title, const std::set<fs::path>& taken) {
    const std::string name = as_file_name(std::move(title));
    for (int number = 1;; ++number) {
        fs::path file = folder / fmt::format("{} {:03}.wav", name, number);
        if (!taken.contains(file) && !is_there(file)) return file;
    }
}

bool is_print_name(std::string_view name) {
    constexpr std::string_view type = ".wav";
    if (!name.ends_with(type)) return false;
    name.remove_suffix(type.size());
    const std::size_t digits = name.size() - std::min(name.size(), name.find_last_not_of("0123456789") + 1);
    return digits >= 3 && name.size() > digits + 1 && name[name.size() - digits - 1] == ' ';
}

std::vector<fs::path> unnamed_prints(const fs::path& folder, const std::set<fs::path>& taken) {
    std::vector<fs::path> unnamed;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (is_print_name(at->path().filename().string()) && !taken.contains(at->path()))
            unnamed.push_back(at->path());
    std::ranges::sort(unnamed);
    return unnamed;
}

void sweep_unfinished_prints(const fs::path& folder) {
    sweep_orphans(folder, is_print_name, moment_now());
    // Snapshots are called by their hash, and "draft" before it is known.
    const auto is_snapshot = [](std::string_view name) { return name.ends_with(".dub"); };
    sweep_orphans(folder / "snapshots", is_snapshot, moment_now());
}

Result<Snapshot> Snapshot::create(const fs::path& folder, const session::Session& session) {
    session::Session plain = session;
    plain.prints.clear();
    const std::string text = project::to_text(plain);
    std::string name;
    {
        TRY(AtomicFile draft, AtomicFile::create(folder / "draft.dub", IfExists::replace));
        CHECK(draft.write(text));
        TRY(name, media::sha256_of(draft.temporary_path()));
    }
    Snapshot snapshot;
    snapshot.path_ = folder / (name + ".dub");
    if (is_there(snapshot.path_)) {
        const auto known = media::sha256_of(snapshot.path_);
        if (known && *known == name) return snapshot;
    }
    TRY(snapshot.file_, AtomicFile::create(snapshot.path_, IfExists::replace));
    CHECK(snapshot.file_->write(text));
    return snapshot;
}

} // namespace dub::app
