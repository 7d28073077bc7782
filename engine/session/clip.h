#pragma once
// A clip is a piece of a recording placed in time. Plain values, shared, any thread.

#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/time.h"
#include "engine/core/units.h"
#include "engine/session/lane.h"

namespace dub::session {

enum class FadeCurve : unsigned char {
    linear,      // g = t: for crossfades of the same material
    equal_power, // g = sin(t pi/2): for crossfades of different material
    s_curve,     // g = (1 - cos(t pi)) / 2
};

struct Fade {
    SampleCount length;
    FadeCurve curve = FadeCurve::equal_power;
    friend bool operator==(const Fade&, const Fade&) = default;
};

struct Clip {
    ClipId id;
    std::string name;
    MediaId media;
    SampleRange place;      // on the timeline, session samples
    SamplePos source_start; // the media's sample that plays at place.start, in session samples of the
                            // converted media
    Fade in, out;           // inside `place`; together not longer than it
    Db gain;
    std::vector<LanePoint>
        gain_envelope;         // dB over the source (positions on the media's grid): moves with the sound
    std::vector<int> channels; // media channel for each track channel; -1 silence; empty: by speaker name
    bool muted = false;
    bool locked = false; // edits that would move or change it refuse
    ClipGroupId group;   // clips with the same one are selected and moved together in the window; none
    friend bool operator==(const Clip&, const Clip&) = default;
};

} // namespace dub::session
