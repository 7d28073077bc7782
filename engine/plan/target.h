#pragma once
// What is wanted from a session: which signals, in which layouts. Values, any thread.

#include <memory>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/session/session.h"

namespace dub::plan {

class StripMeters;

// Inserts that lower their strip under another sound (session::Insert::dip): as in the mix, or bypassed for
// undipped music and a clean M&E.
enum class Dips : unsigned char { as_mixed, bypassed };

// A place in the session's signal flow.
struct Tap {
    BusId bus; // the output of this bus, after its strip; none: the printmaster
    session::RoleSet
        roles; // not empty: only what tracks of these roles bring to it, through copies of the buses and
               // returns they pass (M&E is the printmaster with music_and_effects_roles)
    Dips dips = Dips::as_mixed;
    friend bool operator==(const Tap&, const Tap&) = default;
};

struct Output {
    std::string name; // for messages and reports
    Tap tap;
    Layout layout; // when it is not the tap's: folded down by the session's coefficients
};

// Strips listened to by themselves, beside a mix that does not know of it: their sum, whether they are muted
// or not. after_fader: as each would be heard if its bus, and all behind it, were at rest. before_fader:
// behind its inserts, each channel in the speaker of its name (dsp::route()).
struct SoloOutput {
    std::string name;
    session::SoloMode point = session::SoloMode::after_fader;
    std::vector<session::StripOwner> strips; // tracks and buses; those that are gone are passed over
    Layout layout;
    friend bool operator==(const SoloOutput&, const SoloOutput&) = default;
};

// A bus that stands where what is behind the print of another was (print_place.h): hands on the other's
// balance and LFE send move this one's, and nothing on the other itself.
struct StandIn {
    BusId bus, of;
};

// Whether a hand can move its parameters while the plan runs (Plan::live()). Then also what is closed now, a
// fader at the bottom or a mute, is built, so that it can be opened, and what is empty, so that it rings on
// when its last clip goes. Untouched, the sound is the same to the bit.
enum class Live : unsigned char { no, yes };

struct Target {
    std::vector<Output> outputs;
    Live live = Live::no;
    std::shared_ptr<StripMeters> meters = {}; // fed by the plan while it runs; none: nobody looks
    std::vector<SoloOutput> solos = {};       // outputs of the plan behind all others
    std::vector<StandIn> stand_ins = {};
};

} // namespace dub::plan
