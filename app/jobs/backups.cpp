#include "app/jobs/backups.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// Which rung of the ladder: last hour, day, week, older. A time ahead of the clock is new.
std::size_t rung_of(Moment time, Moment now) {
    const auto age = now - time;
    if (age < std::chrono::hours(1)) return 0;
    if (age < std::chrono::days(1)) return 1;
    return age < std::chrono::days(7) ? 2 : 3;
}

// The one whose absence leaves the smallest gap; ends of the rung stay, so that it keeps its span.
std::size_t most_crowded(std::span<const Moment> times, const std::vector<std::size_t>& rung) {
    std::size_t best = 1;
    for (std::size_t i = 2; i + 1 < rung.size(); ++i) {
        const auto gap = times[rung[i - 1]] - times[rung[i + 1]];
        if (gap < times[rung[best - 1]] - times[rung[best + 1]]) best = i;
    }
    return best;
}

std::string prefix_of(const fs::path& session) { return session.stem().string() + " "; }

bool holds(const Backup& backup, std::string_view text) {
    if (backup.bytes != text.size()) return false;
    const auto there = read_text_file(backup.file, project::file_bytes_max);
    return there && *there == text;
}

Result<void> write_checked(const fs::path& file, std::string_view text) {
    TRY(AtomicFile copy, AtomicFile::create(file, IfExists::refuse));
    CHECK(copy.write(text));
    // The same bytes were parsed when the session was saved: equal bytes are an equal session.
    TRY(const std::string back, read_text_file(copy.temporary_path(), project::file_bytes_max));
    if (back != text)
        return fail(ErrorCode::io, fmt::format("{} reads back differently; the disk or the way to it may be "
                                               "failing.",
                                               file.string()));
    return copy.commit();
}

void drop_what_has_no_room(const fs::path& session, Moment now) {
    const auto all = backups_of(session);
    std::vector<Moment> times;
    for (const Backup& one : all)
        times.push_back(one.time);
    std::error_code ignored; // one too many harms nobody
    for (const std::size_t index : ladder_drops(times, now))
        fs::remove(all[index].file, ignored);
}

} // namespace

fs::path backup_folder(const fs::path& session) {
    return session.parent_path() / (session.stem().string() + " backups");
}

std::vector<Backup> backups_of(const fs::path& session) {
    std::vector<Backup> found;
    const std::string prefix = prefix_of(session);
    std::error_code error;
    for (fs::directory_iterator at(backup_folder(session), error), end; !error && at != end;
         at.increment(error)) {
        const std::string name = at->path().stem().string();
        if (at->path().extension() != ".dub" || !name.starts_with(prefix)) continue;
        const auto time = parse_utc_file_text(std::string_view(name).substr(prefix.size()));
        std::error_code gone;
        const auto bytes = at->file_size(gone);
        if (time && !gone) found.push_back({at->path(), *time, bytes});
    }
    std::ranges::sort(found, std::greater{}, &Backup::time);
    return found;
}

std::optional<Backup> backup_of_state(const fs::path& session, std::string_view state) {
    for (const Backup& backup : backups_of(session)) {
        const auto text = read_text_file(backup.file, project::file_bytes_max);
        if (text && project::state_hash(*text) == state) return backup;
    }
    return std::nullopt;
}

Result<void> keep_backup(const fs::path& session, std::string_view text, Moment now) {
    const auto all = backups_of(session);
    if (!all.empty() && holds(all.front(), text)) return {};
    const fs::path folder = backup_folder(session);
    std::error_code error;
    fs::create_directory(folder, error);
    if (error) return std::unexpected(io_error("make the folder", folder, error.value()));
    // Two saves within a millisecond, or a clock that was set back: the newest keeps the highest name.
    if (!all.empty() && now <= all.front().time) now = all.front().time + std::chrono::milliseconds(1);
    CHECK(write_checked(folder / fmt::format("{}{}.dub", prefix_of(session), utc_file_text(now)), text));
    drop_what_has_no_room(session, now);
    return {};
}

std::vector<std::size_t> ladder_drops(std::span<const Moment> newest_first, Moment now) {
    std::array<std::vector<std::size_t>, 4> rungs;
    for (std::size_t i = 0; i < newest_first.size(); ++i)
        rungs.at(rung_of(newest_first[i], now)).push_back(i);
    std::vector<std::size_t> drops;
    for (auto& rung : rungs)
        while (rung.size() > ladder_rung) {
            const auto at = rung.begin() + static_cast<std::ptrdiff_t>(most_crowded(newest_first, rung));
            drops.push_back(*at);
            rung.erase(at);
        }
    std::ranges::sort(drops);
    return drops;
}

} // namespace dub::app
