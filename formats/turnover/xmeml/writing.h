#pragma once
// What the parts of this writer share while one list is written.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/conform/turnover.h"
#include "formats/xml/xml.h"

namespace dub::turnover::xmeml {

inline constexpr Rational none{}; // seconds, or a speed

struct Writing {
    const conform::Turnover& list;
    FrameRate rate;
    Rational zero; // record time of the first frame
    xml::Writer xml{};
    std::set<int> told_files{};                            // written in full already
    std::map<std::string, std::vector<std::string>> cut{}; // clip ids by link
    int clips = 0;
    // How often something could not be said, by the code of the diagnostic.
    std::map<std::string, int> lost{};

    // Whole frames from the first one; what lies between is moved to the nearest.
    [[nodiscard]] std::int64_t frame_of(Rational record);
    void element(std::string_view name, std::int64_t value) { xml.element(name, std::to_string(value)); }
};

// One clip of one track of the file: `channel` of the event's, or all as one.
struct Part {
    const conform::Event& event;
    std::string id;
    int channel = 0; // of the track, from 0
    bool sound = true;
    bool mono = false;                            // one channel for all of the track's
    bool crossed_in = false, crossed_out = false; // the edge lies in a transition with a neighbour
    double pan = 0;
    conform::Curve gain; // in dB, straight in amplitude, empty: `event.gain` alone; from the record start
};

void write_rate(Writing& writing, FrameRate rate);
void write_timecode(Writing& writing, const TimecodeFormat& format, FramePos start, std::string_view reel);
void write_clip(Writing& writing, const Part& part);

} // namespace dub::turnover::xmeml
