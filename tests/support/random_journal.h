#pragma once
// A random session, random gestures, undos and redos on it, and the journal they make; the model is every
// state on the way.

#include <string>
#include <vector>

#include "engine/session/history.h"
#include "formats/project/journal.h"
#include "formats/project/project.h"
#include "tests/support/random_session.h"

namespace dub::test {

struct RandomJournal {
    session::Session base;
    std::string bytes;                   // the whole file
    std::vector<session::Session> model; // [i]: after i records
    std::vector<std::size_t> ends;       // [i]: bytes that hold i records
};

inline RandomJournal random_journal(std::uint64_t seed, int steps) {
    using namespace project;
    Dice dice(seed);
    RandomJournal made;
    made.base = random_session(seed, {4, 4, 30});
    made.bytes = journal_begin({state_hash(to_text(made.base)), made.base.info->lineage});
    made.model = {made.base};
    made.ends = {made.bytes.size()};
    session::History history(made.base);
    for (int step = 0; step < steps; ++step) {
        JournalRecord record{Deed::edits, "2026-01-01T00:00:00Z", {}, {}};
        if (dice.chance(0.15)) {
            if (!history.undo()) continue;
            record.deed = Deed::undo;
        } else if (dice.chance(0.15)) {
            if (!history.redo()) continue;
            record.deed = Deed::redo;
        } else {
            session::Session next = history.now();
            for (auto edits = dice.whole(1, 3); edits > 0; --edits) {
                const auto& edit = dice.of(session::edits());
                const EditCall call =
                    as_journalled({std::string(edit.name), random_arguments(dice, next, edit), 0});
                auto after = edit.apply(next, call.arguments);
                if (!after) continue;
                next = std::move(*after);
                record.edits.push_back(call);
            }
            if (record.edits.empty()) continue;
            history.push("gesture", std::move(next));
        }
        made.bytes += journal_line(made.model.size(), record);
        made.model.push_back(history.now());
        made.ends.push_back(made.bytes.size());
    }
    return made;
}

} // namespace dub::test
