#pragma once
// How a strip takes part in automation: whether its lanes play, and what a hand on it writes. Plain values,
// any thread.

#include <vector>

#include "engine/session/parameter.h"

namespace dub::session {

enum class AutomationMode : unsigned char {
    off,   // lanes do not play
    read,  // lanes play, hands write nothing
    touch, // a hand writes until it lets go
    latch, // until the pass ends
    write, // everything, from the moment it plays
};

struct Automation {
    AutomationMode mode = AutomationMode::read;
    bool trim = false; // hands write the relative lane (fader.trim, level.trim), the base stays
    bool safe = false; // nothing is written here, whatever the mode
    std::vector<ParameterAddress> safe_parameters; // these alone are not written; sorted, each once
    friend bool operator==(const Automation&, const Automation&) = default;
};

} // namespace dub::session
