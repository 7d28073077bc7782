#pragma once
// How a bar falls: at once up, 20 dB a second down, its peak held for two seconds (reference: the usual
// digital peak meter). Pure.

#include <algorithm>

#include "engine/core/units.h"

namespace dub::ui {

struct Bar {
    static constexpr double floor_db = -60, fall_db_per_s = 20, hold_s = 2;

    double level_db = floor_db, held_db = floor_db, held_for_s = 0;

    void step(double reading_db, double seconds) {
        level_db = std::max({reading_db, level_db - fall_db_per_s * seconds, floor_db});
        held_for_s += seconds;
        if (level_db >= held_db || held_for_s > hold_s) {
            held_db = level_db;
            held_for_s = 0;
        }
    }
};

// Where a level lies on the scale, 0 at the floor, 1 at full scale: the upper 20 dB take half of it.
[[nodiscard]] inline double scale_of(double db) {
    constexpr double knee = -20, part = 0.5;
    if (db >= knee) return std::min(1.0, part + (db - knee) / -knee * (1 - part));
    return std::max(0.0, (db - Bar::floor_db) / (knee - Bar::floor_db) * part);
}

} // namespace dub::ui
