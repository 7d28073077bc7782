#pragma once
// Older states of a session, in the folder `NAME backups` beside it: `NAME 2026-11-21T12-55-06.123Z.dub`.
// Only what was saved and read back gets there. A ladder keeps 20 of the last hour, 20 of the day before it,
// 20 of the week before that and 20 that are older (the retention Kdenlive's manual states), evenly spread,
// so that some of each live to climb on. [control, disk]

#include <filesystem>
#include <span>
#include <vector>

#include "app/jobs/utc.h"
#include "engine/core/result.h"

namespace dub::app {

struct Backup {
    std::filesystem::path file;
    Moment time;
    std::uint64_t bytes = 0;
};

[[nodiscard]] std::filesystem::path backup_folder(const std::filesystem::path& session);
// Newest first; none when there is no folder. Other files in it are passed over, and never touched.
[[nodiscard]] std::vector<Backup> backups_of(const std::filesystem::path& session);
// The newest whose bytes have this state_hash.
[[nodiscard]] std::optional<Backup> backup_of_state(const std::filesystem::path& session,
                                                    std::string_view state);

// Writes `text`, a state that was verified, reads it back, then drops what the ladder has no room for.
// Nothing happens when the newest backup holds the same bytes. Errors: io; the older ones are untouched.
[[nodiscard]] Result<void> keep_backup(const std::filesystem::path& session, std::string_view text,
                                       Moment now);

inline constexpr std::size_t ladder_rung = 20;
// The indices that go, ascending. `newest_first` are the times of all; the newest always stays. Pure.
[[nodiscard]] std::vector<std::size_t> ladder_drops(std::span<const Moment> newest_first, Moment now);

} // namespace dub::app
