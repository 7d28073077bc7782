#pragma once
// How a person wants the tracks of lists placed: rules that stay from episode to episode. Plain values; as
// JSON in formats/project/place_rules.h. Any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/session/role.h"

namespace dub::conform {

enum class Take : unsigned char { yes, no };

// The first rule that fits a track of the list says where it goes. An empty condition fits everything.
struct TrackRule {
    std::string name;       // of the track, as a pattern: "A?", "*boom*"; case does not matter
    std::string role;       // as the list writes it, as a pattern: "dialogue.*"
    std::string colour;     // "#rrggbb"
    std::string department; // of the import
    Take take = Take::yes;  // no: the track is left out
    std::optional<session::Role> to_role;
    std::string to_track; // a track of the session, or the beginning of several: "DX" is the next free "DX n"
    friend bool operator==(const TrackRule&, const TrackRule&) = default;
};

enum class DualMono : unsigned char { fix, keep };
enum class CuttingRoomPan : unsigned char {
    keep,
    drop, // hard left or right all the time, as cutting rooms pan their channels; speech stays in the centre
};

struct PlaceRules {
    std::vector<TrackRule> tracks;
    DualMono dual_mono = DualMono::fix;
    CuttingRoomPan pan = CuttingRoomPan::drop;
    friend bool operator==(const PlaceRules&, const PlaceRules&) = default;
};

// '*' is any letters, '?' one; without either the whole name. ASCII case does not matter.
[[nodiscard]] bool fits(std::string_view pattern, std::string_view text);

} // namespace dub::conform
