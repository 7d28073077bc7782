#pragma once
// Moments as people and file names write them, in UTC: names sort by time wherever the machine stood. Pure.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dub::app {

using Moment = std::chrono::sys_time<std::chrono::milliseconds>;
[[nodiscard]] Moment moment_now();

[[nodiscard]] std::string utc_text(Moment moment);      // "2026-11-21T12:55:06Z"
[[nodiscard]] std::string utc_file_text(Moment moment); // "2026-11-21T12-55-06.123Z": no colon, for all disks
[[nodiscard]] std::optional<Moment> parse_utc_file_text(std::string_view text);

} // namespace dub::app
