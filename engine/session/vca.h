#pragma once
// What moves several strips at once. A VCA is a fader without sound: its decibels and its mute count on every
// member, in time, beside the member's own. A mix group is a hand's: who moves one member moves all. Plain
// values, any thread.

#include <string>
#include <vector>

#include "engine/session/strip.h"

namespace dub::session {

struct Vca {
    VcaId id;
    std::string name;
    std::string colour; // "#rrggbb", empty: the window's
    // Tracks, buses and other VCAs, sorted, each once. No VCA reaches itself, and none reaches a strip by two
    // ways, so that each counts once.
    std::vector<StripOwner> members;
    // fader, fader.trim and mute with their lanes; solo and solo safe go to the members. Nothing else.
    Shared<Strip> strip = std::make_shared<const Strip>();
};

struct MixGroup {
    MixGroupId id;
    std::string name;
    std::vector<StripOwner> members; // sorted, each once
    bool active = true;              // not: its members move alone
    friend bool operator==(const MixGroup&, const MixGroup&) = default;
};

} // namespace dub::session
