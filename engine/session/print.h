#pragma once
// Prints: what a bus sounded like when it was approved. A print is recorded like tape: each pass is a file of
// its own, laid over the earlier ones with a short crossfade, so that what lies outside a punch keeps its
// bits and no printed file is ever written again. Plain values, shared, any thread.

#include <memory>
#include <string>
#include <vector>

#include "engine/session/bus.h"
#include "engine/session/clip.h"

namespace dub::session {

// One printing pass: its file, and the session as it was.
struct PrintPass {
    MediaId media;
    std::string snapshot; // names the saved copy of the session this pass was made from
    friend bool operator==(const PrintPass&, const PrintPass&) = default;
};

struct Print {
    PrintId id;
    std::string name;
    BusId bus;     // what is printed; with `roles` only what tracks of these roles bring to it (plan::Tap)
    RoleSet roles; // empty: all
    bool undipped = false;
    VersionId version;               // none: the mix itself
    std::vector<Shared<Clip>> clips; // sorted by start; they play at unity
    std::vector<PrintPass> passes;   // sorted by media
    friend bool operator==(const Print& a, const Print& b);
};

} // namespace dub::session
