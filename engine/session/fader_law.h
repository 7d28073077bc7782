#pragma once
// Where a fader stands for a level, on the screen and on a control surface alike: +12 dB at the top, 0 dB at
// three quarters of the way, -20 dB at a good third, closed at the bottom, as the large consoles have it.
// Straight in dB between these. Pure, any thread.

#include <algorithm>
#include <array>

#include "engine/session/parameters/strip.h"

namespace dub::session {

struct FaderMark {
    double db, travel; // 0 … 1
};
inline constexpr std::array<FaderMark, 8> fader_marks{{{strip::fader_min_db, 0},
                                                       {-90, 0.02},
                                                       {-60, 0.10},
                                                       {-35, 0.20},
                                                       {-20, 0.35},
                                                       {-10, 0.55},
                                                       {0, 0.75},
                                                       {12, 1}}};

[[nodiscard]] inline double fader_travel(double db) {
    db = std::clamp(db, fader_marks.front().db, fader_marks.back().db);
    for (std::size_t m = 1; m < fader_marks.size(); ++m)
        if (const auto& low = fader_marks[m - 1], &high = fader_marks[m]; db <= high.db)
            return low.travel + (db - low.db) / (high.db - low.db) * (high.travel - low.travel);
    return 1;
}

[[nodiscard]] inline double fader_level(double travel) {
    travel = std::clamp(travel, 0.0, 1.0);
    for (std::size_t m = 1; m < fader_marks.size(); ++m)
        if (const auto& low = fader_marks[m - 1], &high = fader_marks[m]; travel <= high.travel)
            return low.db + (travel - low.travel) / (high.travel - low.travel) * (high.db - low.db);
    return fader_marks.back().db;
}

// "-3.0", "+1.5", "-inf" for a closed one.
[[nodiscard]] std::string fader_text(double db);
// What a person types: "-3", "+1.5 dB", "-inf", "off"; nullopt for anything else.
[[nodiscard]] std::optional<double> fader_typed(std::string_view text);

} // namespace dub::session
