#pragma once
// Two people's work on copies of one session, joined: by entity, field by field, and by time. Who worked on
// other scenes, tracks or fields never conflicts. Where both changed the same thing differently, mine stays
// in place and theirs is kept beside it: clips on a playlist of their track called "theirs", everything else
// as a marker and in the list of conflicts (docs/decisions/0009). Pure, any thread.

#include "engine/core/diagnostics.h"
#include "engine/session/compare/diff.h"

namespace dub::session {

struct Conflict {
    Entity entity = Entity::session;
    std::string id;
    std::string where; // "DX 1: clip 'line 3'"
    std::string what;  // the field, or "place", "rides", "presence"
    std::string mine;  // values in words
    std::string theirs;
    std::optional<SampleRange> range = {}; // on the timeline, where it has a place
    std::string kept;                      // where theirs is: "playlist 'theirs' of DX 1"
    friend bool operator==(const Conflict&, const Conflict&) = default;
};

struct Merged {
    Session session; // passes session::check; new ids of theirs are raised above mine
    std::vector<Conflict> conflicts;
    Diagnostics notes;
};

// Errors (unfit): `base` is not what both were made from; the sentence says why.
[[nodiscard]] Result<Merged> merge(const Session& base, const Session& mine, const Session& theirs);

// "DX 1: clip 'line 3': gain is -3 dB in mine, -6 dB in theirs (playlist 'theirs' of DX 1)": without a full
// stop.
[[nodiscard]] std::string describe(const Session& session, const Conflict& conflict);

} // namespace dub::session
