#pragma once
// The channel controls of a track, a bus or a VCA: parameters, inserts, sends, lanes. Plain values, shared,
// any thread. Signal path: input -> trim, polarity -> inserts in order -> (pre sends) -> fader, mute -> (post
// sends) -> panner -> output.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/session/automation.h"
#include "engine/session/lane.h"
#include "engine/session/parameter.h"

namespace dub::session {

template <class T> using Shared = std::shared_ptr<const T>;

// Whose strip is meant: exactly one of the three is set.
struct StripOwner {
    TrackId track;
    BusId bus;
    VcaId vca = {};
    friend auto operator<=>(const StripOwner&, const StripOwner&) = default;
    [[nodiscard]] std::string text() const { return track ? track.text() : vca ? vca.text() : bus.text(); }
    [[nodiscard]] bool names_one() const { return int{bool{track}} + int{bool{bus}} + int{bool{vca}} == 1; }
};

// What makes a processor react to another signal: the output of a track or a bus, taken after its fader.
struct Key {
    TrackId track; // exactly one of the two is set
    BusId bus;
    bool in_music_and_effects =
        true; // does it still work where its source is left out (M&E)? then on silence
    friend bool operator==(const Key&, const Key&) = default;
};

struct Insert {
    InsertId id;
    std::string processor; // its name in the catalogue: "filter", "gain", "limiter"
    ParameterValues values;
    bool bypassed = false; // keeps its latency, so that switching moves nothing
    std::optional<Key> key;
    // It lowers its strip under another sound (music under speech). Bypassed wherever the undipped sound is
    // asked for: undipped music, a clean M&E (plan::Dips).
    bool dip = false;
    friend bool operator==(const Insert&, const Insert&) = default;
};

enum class SendTap : unsigned char { pre_fader, post_fader };

// A copy of the strip's signal, in the strip's own layout, to a return (or any bus further down). Channels go
// to the speakers of their names; what the return lacks is spread or folded by the session's matrices.
struct Send {
    SendId id;
    BusId to;
    SendTap tap = SendTap::post_fader;
    ParameterValues values; // strip::send_parameters
    friend bool operator==(const Send&, const Send&) = default;
};

struct Strip {
    ParameterValues values; // strip::all
    bool soloed = false;
    bool solo_safe = false; // not muted by another's solo; returns are made so
    std::vector<Insert> inserts;
    std::vector<Send> sends;
    std::vector<Shared<Lane>> lanes; // at most one for each target
    Automation automation;
};

// Same content; lanes are compared by value, not by pointer.
[[nodiscard]] bool equal_strip(const Strip& a, const Strip& b);

} // namespace dub::session
