#pragma once
// Monitor settings from one start to the next, as JSON: they belong to the room, not to a session. Pure.

#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/monitor/settings.h"

namespace dub::ui {

// All of them but calibration noise: nothing begins by making noise.
[[nodiscard]] std::string kept_text(const monitor::MonitorSettings& settings);
// Errors (invalid, unfit): no JSON, a value that is missing or of another kind, out of its range.
[[nodiscard]] Result<monitor::MonitorSettings> settings_of(std::string_view text);

struct Restored {
    monitor::MonitorSettings settings;
    std::string sentence; // for the status line: why they are not what was kept; empty: they are
};
// What was kept, or `fallback` when it is damaged or does not fit the device. Empty text: a first start.
[[nodiscard]] Restored restored(std::string_view text, const monitor::MonitorSettings& fallback,
                                int device_channels);

} // namespace dub::ui
