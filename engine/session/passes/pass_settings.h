#pragma once
// What a person sets of passes, for all strips at once. View state, not session. Plain values.

#include "engine/session/passes/control.h"

namespace dub::session {

// What hands on faders and mutes are of: the mix itself, or the layer of the version that is heard.
enum class HandsWrite : unsigned char { mix, version };

struct PassSettings {
    ControlKinds enabled{control_kinds.begin(), control_kinds.end()};
    double match_ms = 500;         // how long a glide back takes: 10 … 5000
    bool suspended = false;        // no lane plays, no pass writes
    bool prime = false;            // a strip in latch or write takes hands while the session stands
    bool latch_after_write = true; // strips in write are in latch after a pass
    bool coalesce = false;         // trims go into what they are added to at the end of a pass
    HandsWrite hands = HandsWrite::mix;
    friend bool operator==(const PassSettings&, const PassSettings&) = default;
};

} // namespace dub::session
