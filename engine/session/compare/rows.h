#pragma once
// The lists of a session, flat, for comparing and merging: clips with the list they lie on, entities by what
// keys them. Pure, any thread.

#include <map>
#include <memory>
#include <string>

#include "engine/session/session.h"

namespace dub::session {

// A clip and the list it lies on.
struct PlacedOn {
    TrackId track;
    PlaylistId list; // none: the track's first playlist
    friend auto operator<=>(const PlacedOn&, const PlacedOn&) = default;
};
struct ClipRow {
    PlacedOn on;
    Shared<Clip> clip;
};
// Of all tracks and their playlists; those of prints belong to the print.
[[nodiscard]] std::map<ClipId, ClipRow> clip_rows(const Session& session);
// Every playlist of a track, the playing one first.
[[nodiscard]] std::vector<Playlist> playlists_of(const Track& track);

// Lists hold values or shared ones.
template <class T> const T& value_of(const T& value) { return value; }
template <class T> const T& value_of(const Shared<T>& value) { return *value; }

// Same content.
[[nodiscard]] bool same_track(const Track& a, const Track& b);
[[nodiscard]] bool same_bus(const Bus& a, const Bus& b);
[[nodiscard]] bool same_vca(const Vca& a, const Vca& b);

// "DX 1: clip 'line 3'", "DX 1, playlist 'alt': clip 'line 3'".
[[nodiscard]] std::string where_is(const Session& session, const ClipRow& row);

} // namespace dub::session
