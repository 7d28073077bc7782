#pragma once
// Positions as counters show them and as people type them. Feet+frames, minutes and samples count from the
// session's start, timecode is timecode. Pure.

#include <array>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/session/session.h"

namespace dub::ui {

enum class Unit : unsigned char { timecode, feet_frames, minutes, samples };
inline constexpr std::array<std::string_view, 4> unit_names{"Timecode", "Feet+frames", "Min:Sec", "Samples"};

[[nodiscard]] std::string position_text(SamplePos at, Unit unit, const session::Session& session);

// What somebody typed into a counter. Timecode fills from the right: "1000" is ten seconds, "10." too, any of
// : ; . , parts the fields. A leading + or - counts from `now`. The other units are read as they are shown.
// Errors (usage) say what was expected.
[[nodiscard]] Result<SamplePos> parse_position(std::string_view text, Unit unit,
                                               const session::Session& session, SamplePos now);

} // namespace dub::ui
