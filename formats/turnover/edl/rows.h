#pragma once
// Which comment, speed and level belongs to which event, and what each recording is called: one row for each
// event of the list, in its order. Plain values, any thread.

#include <string>
#include <vector>

#include "formats/turnover/edl/scan.h"

namespace dub::turnover::edl {

struct Row {
    const Item* item = nullptr;
    conform::EventKind kind = conform::EventKind::clip;
    std::string name;                 // of the clip; empty: the list has none
    std::string tape;                 // the whole name of the reel; empty for AX and BL
    std::vector<std::string> files;   // FROM FILE
    std::vector<std::string> effects; // transitions and effects by name
    std::vector<std::string> notes;
    std::vector<Comment> facts;
    std::vector<Level> levels;
    std::vector<Channel> channels; // with those of AUD; empty: the list names none
    std::vector<Patch> patches;
    std::optional<Db> gain;
    std::optional<Motion> motion;
    bool freeze = false;
    std::int64_t fade_in = 0, fade_out = 0; // frames of the timeline
    bool wipe = false;
    bool alone = false; // a transition without an outgoing half that stays
};

// `list` must outlive the rows.
[[nodiscard]] std::vector<Row> rows_of(const Scanned& list, Doubts& doubts);

} // namespace dub::turnover::edl
