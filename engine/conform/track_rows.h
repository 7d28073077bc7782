#pragma once
// Where each track of a list is to go: a proposal that a person may change before anything is placed. Pure,
// any thread.

#include "engine/conform/link.h"
#include "engine/conform/place_rules.h"
#include "engine/session/session.h"

namespace dub::conform {

struct PlaceWish {
    std::string department;            // empty: none
    std::optional<session::Role> role; // of every track that no rule tells
    std::string track;                 // the name of new tracks, numbered; empty: the list's
    std::optional<FramePos> at;        // where the list's start comes to lie; none: at its timecode
    PlaceRules rules;
};

struct TrackRow {
    std::size_t list = 0; // index in Turnover::tracks
    Take take = Take::yes;
    TrackId onto;     // none: a new track with what follows
    std::string name; // of the new track
    Layout layout{Speaker::M};
    std::optional<session::Role> role;
    std::string why; // for people: "rule 2", "its name", "dual mono: the same as A1"
};

// One row for each sound track of the list, in its order. A template track is taken when it is called the
// same, else the first free one of the role and the layout; one that belongs to another department is not.
[[nodiscard]] std::vector<TrackRow> plan_tracks(const session::Session& session, const Turnover& list,
                                                std::span<const FoundFile> files, const Links& links,
                                                const PlaceWish& wish);

// The role of the track: by rule, wish, the list's own, the words in its name, those of the department.
struct ToldRole {
    std::optional<session::Role> role;
    std::string why;
};
[[nodiscard]] ToldRole role_of(const ListTrack& track, const PlaceWish& wish);

// Names of roles that all its events share, when the track has none itself.
[[nodiscard]] std::string list_role(const ListTrack& track);

} // namespace dub::conform
