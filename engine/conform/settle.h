#pragma once
// Between a list as it is written and clips that can be placed: what a turnover sounds like, and several
// lists as one. Pure, any thread.

#include <string>
#include <vector>

#include "engine/conform/turnover.h"
#include "engine/core/result.h"

namespace dub::conform {

// The same turnover as it is heard, its diagnostics and what was decided here after them:
// - No `outgoing` half is left: the event before it that plays the same recording on goes on for the length
//   of the dissolve with that fade_out; where there is none, the half becomes an event of its own. An event
//   that `dissolves` without a half does so out of the one that ends where it begins.
// - Events of a track overlap only where they cross-fade. Elsewhere the one that starts later (of two that
//   start together the later in the list) covers the other, which goes on after it when it is longer.
// - Events without length, and black on sound tracks, are gone. Keys lie over pictures and cover nothing.
// - Events are in record order. Muted events stay.
[[nodiscard]] Turnover heard(Turnover turnover);

struct Part {
    Turnover list;
    std::string department; // "Dialogue"; empty: the lists belong together as reels or split lists
};

// Several lists on one timeline, in the order given. Lists of one department whose record times do not meet
// are reels: tracks of the same kind and number go on. Where they meet they are split lists (an EDL holds
// four sound tracks): the later list's sound tracks count on from the earlier's, a picture track that says
// the same again is left out. Tracks of other departments stay apart and bear its name
// (ListTrack::department). Lists of several formats are heard() first. Errors: no lists; frame rates that
// differ and are told, by name (unfit). A rate that was guessed or unknown gives way to one that is told when
// labels fit it only by reading again: the sentence says which to name.
[[nodiscard]] Result<Turnover> join(std::vector<Part> parts);

} // namespace dub::conform
