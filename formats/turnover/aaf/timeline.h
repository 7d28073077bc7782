#pragma once
// The parts of a composition: its clock, its tracks, its markers.

#include "formats/turnover/aaf/walk.h"

namespace dub::turnover::aaf {

struct Clock {
    TimecodeFormat format;
    conform::RateIs rate = conform::RateIs::told;
    FramePos start;
    [[nodiscard]] Rational origin() const { return seconds_at(start, format.rate); } // record seconds
};
[[nodiscard]] Clock clock_of(const Mob& composition, const Dictionary& dictionary, Doubts& doubts);

// One slot of sound or picture, with its events in record time.
[[nodiscard]] conform::ListTrack track_of(const Slot& slot, int number, const Clock& clock,
                                          const Dictionary& dictionary, Walk& walk);

// Numbers the events for Event::where and Event::link, once they are all there.
void name_places(conform::ListTrack& track);

// Of every slot of the composition; `tracks` gives the index of a slot's track by the slot's id.
[[nodiscard]] std::vector<conform::ListMarker>
markers_of(const Mob& composition, const Clock& clock, const Dictionary& dictionary,
           const std::unordered_map<std::uint32_t, int>& tracks);

// Pro Tools writes fades as clips of rendered sound. Where the clips beside one have the material, they
// become real fades; elsewhere they stay clips, which sound right but cannot be changed.
void unrender_fades(conform::ListTrack& track, const Sources& sources, Doubts& doubts);

} // namespace dub::turnover::aaf
