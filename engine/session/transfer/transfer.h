#pragma once
// Brings parts of another session onto this one: strips, inserts, sends, automation, clips, markers,
// versions, buses. Tracks and buses are found by name; whatever could not be kept as it was is a diagnostic
// with place and cure. One value comes out, so it is one entry of the history. Pure, any thread.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/session/session.h"

namespace dub::session {

// What to bring. Onto each matched track, and with `buses` onto each matched bus:
struct TransferParts {
    bool strips = false;     // parameters at rest, colour, role, output
    bool inserts = false;    // they take the place of those that are there, keys with them
    bool sends = false;      // likewise
    bool automation = false; // all lanes, likewise; of inserts and sends where the same are there
    bool clips = false;      // and playlists; what plays on the track now is put aside as a playlist
    bool markers = false;    // those that are not there yet
    bool versions = false;   // made, or, where one has the name, its layers on matched tracks and buses
    bool buses =
        false; // buses, VCAs and mix groups that are missing are made, with the members that are here
    friend bool operator==(const TransferParts&, const TransferParts&) = default;
};

// A track that nothing here matches.
enum class Unmatched : unsigned char {
    leave, // it is matched by role and place, else left out and said
    make,  // it is made
};

struct TransferWish {
    std::vector<std::string> tracks = {}; // of the other session, names or ids; empty: all
    TransferParts parts = {};
    std::vector<std::pair<std::string, std::string>> map = {}; // tracks and buses: the other's name, ours
    Unmatched unmatched = Unmatched::leave;
    std::optional<FramePos> at = {}; // where the other's start comes to lie; none: at its timecode
    // From a path of the other's media pool to one of ours; none: as it is.
    std::function<std::string(const std::string&)> media_path = {};
};

enum class MatchedBy : unsigned char { name, map, role_and_place, kind, made, nothing };
[[nodiscard]] std::string_view name_of(MatchedBy by); // "name", "map", "role and place", …

struct TrackMatch {
    TrackId from, to; // `to` none: nothing matched
    MatchedBy by = MatchedBy::nothing;
    std::string name = {}; // in the other session
};
struct BusMatch {
    BusId from, to;
    MatchedBy by = MatchedBy::nothing;
    std::string name = {};
};

struct Transferred {
    Session session;
    std::vector<TrackMatch> tracks; // in the order of the other session; those asked for
    std::vector<BusMatch> buses;    // all of the other session
    std::size_t clips = 0, lanes = 0, media = 0, markers = 0, versions = 0;
    Diagnostics diagnostics;
};

// Matching of tracks: by the map, else by the same name, else by role and place (the other's third dialogue
// track is our third, when that is of the same layout and no name claims it). Of buses: by the map, else by
// name; then the printmaster, and a stem by the roles it holds.
// Times: at the other's timecode or moved by `at`; at another sample rate by time, to the nearest sample.
// Errors (usage): a name that is in neither; (unfit): the frame rates differ and something bound to time was
// asked for, or the result would break an invariant (a circle by a send), said as session::check says it.
[[nodiscard]] Result<Transferred> transfer(const Session& onto, const Session& from,
                                           const TransferWish& wish);

} // namespace dub::session
