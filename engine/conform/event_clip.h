#pragma once
// One event of a list as a clip: place, source, gain, curve, fades, channels. Both ends are rounded to the
// sample grid, the length is what lies between. Pure, any thread.

#include "engine/conform/timeline.h"

namespace dub::conform {

// What the event plays, as the session has it.
struct PlayedMedia {
    const FoundFile* file; // of a missing one what the list says of it
    MediaId id;
    SampleCount length; // in session samples at its speed; 0: not known
};

struct EventClip {
    const Turnover& list;
    const ListTrack& track;
    const Event& event;
    PlayedMedia media;
    int channels = 1; // of the session's track
};

// The clip without an id; nullopt when nothing of it can be played. `told` says what was cut or changed.
[[nodiscard]] std::optional<session::Clip> clip_of(const EventClip& from, const Timeline& timeline,
                                                   const session::Session& session, Diagnostics& told);

// "A1 01:00:10:00 'door'": where sentences point to.
[[nodiscard]] std::string where_of(const ListTrack& track, const Event& event, const Timeline& timeline);

// How fast a recording is to play for this event; nullopt: a speed that a recording cannot have here (a
// freeze, backwards, beyond a quarter or four times).
[[nodiscard]] std::optional<session::Speed> speed_of(const Event& event);

} // namespace dub::conform
