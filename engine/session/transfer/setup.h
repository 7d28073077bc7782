#pragma once
// A session to begin with, made from a template or from another session: the way it is set up without what
// was made in it. Pure, any thread.

#include "engine/core/diagnostics.h"
#include "engine/session/session.h"

namespace dub::session {

// What the new session has of its own; what is left out is as in the template.
struct SetupWish {
    std::string name;
    std::optional<SampleRate> rate = {};
    std::optional<TimecodeFormat> timecode = {};
    std::optional<FramePos> start = {};
    std::optional<Layout> home = {};
    Facts facts = {}; // words that are not empty stand in the place of the template's
};

struct Setup {
    Session session;
    Diagnostics diagnostics; // what stayed behind, what was fitted
};

// Tracks, buses, VCAs, mix groups, strips, inserts, sends, keys, versions, fold-down, colours and show,
// season and language come along; clips, playlists, recordings, pictures and prints never do. What is bound
// to time (automation, markers, segments) comes along from a template without clips, and keeps its distance
// to the start; from a session that holds clips it stays behind, with its episode and cut: it is that
// programme's. Buses as wide as the template's home become as wide as the new one; all others keep their
// width.
[[nodiscard]] Setup setup_from(const Session& from, const SetupWish& wish);

} // namespace dub::session
