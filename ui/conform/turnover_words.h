#pragma once
// A turnover in one line for a person. Pure.

#include <string>

#include "ui/ports/turnovers.h"

namespace dub::ui {

// "AAF of Avid Media Composer 18.12: "REEL 3 v07", 24 fps, from 01:00:00:00. 12 sound tracks, 348 events; 340
// of 348 play a recording that was found."
[[nodiscard]] std::string summary_of(const SeenTurnover& seen);

} // namespace dub::ui
