#pragma once
// Sessions as they come in life, from a seed: tracks of several layouts, nested predubs, returns, sends,
// keys, inserts, crossfades, lanes, markers, segments. Every one passes session::check without an error.

#include "engine/session/edits/catalogue.h"
#include "tests/support/dice.h"

namespace dub::test {

struct SessionSize {
    int tracks = 8;
    int clips_per_track = 6;
    int seconds = 60;
};
[[nodiscard]] session::Session random_session(std::uint64_t seed, SessionSize size = {});

// Arguments for an edit, by the declared types; they name things of the session, and now and then do not suit
// it.
[[nodiscard]] session::Arguments random_arguments(Dice& dice, const session::Session& session,
                                                  const session::EditDeclaration& edit);

} // namespace dub::test
