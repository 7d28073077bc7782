#pragma once
// A session as large as a feature's final mix: what opening, editing, saving and compiling are timed on.
// Fixed seed, no sound behind it.

#include "engine/session/session.h"

namespace dub::bench {

struct BigSession {
    int tracks = 400;
    int clips = 10'000;
    int points = 500'000; // of automation, on a fader and a pan lane of each track
};

[[nodiscard]] session::Session make_big_session(BigSession size = {});

} // namespace dub::bench
