#pragma once
// What the parts of this reader share while one document is read: where things are defined, what was seen
// once already, and how much work is left. One thread.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/conform/turnover.h"
#include "formats/xml/xml.h"

namespace dub::turnover::xmeml {

// A clip where it lies, before tracks are joined and inner sequences are laid out.
struct Laid {
    conform::Event event;
    xml::Node inner;                          // the sequence shown instead of a recording
    std::vector<conform::ListMarker> markers; // in record time
    std::optional<double> pan;
    conform::Curve pan_curve; // from the record start
    bool mono = false;        // told by Premiere: one channel on a track of several
    bool paired = false;      // linked with a group index: one channel of a stereo pair
};

struct LaidTrack {
    conform::ListTrack track;
    std::vector<Laid> clips;
    int of_channels = 0; // how many tracks of the file are one track of the program; 0: not told
    int channel = 0;     // which of them this is, from 0
};

struct Reading {
    const xml::Document& document;
    std::string name; // of the file, for sentences
    conform::Turnover list{};
    std::map<std::string, xml::Node, std::less<>> files{}, sequences{}, masters{};
    std::map<std::string, int, std::less<>> sources{}; // by id of the file
    std::vector<std::string> open_sequences{};         // what is being laid out, outermost first
    int clips_left = 200'000;                          // inner sequences may be shown again and again

    void say(Severity severity, std::string code, std::string where, std::string sentence) {
        list.diagnostics.push_back({severity, std::move(code), std::move(where), std::move(sentence)});
    }
};

// Of `parent`'s <rate>; `otherwise` where it has none that makes sense.
[[nodiscard]] FrameRate rate_of(xml::Node parent, FrameRate otherwise);
// A number in a child element; nullopt when it is missing, empty or absurd.
[[nodiscard]] std::optional<Rational> number_in(xml::Node parent, const char* child);
[[nodiscard]] bool is_true(std::string_view text, bool otherwise); // TRUE, True, 1 …
[[nodiscard]] Rational seconds(Rational frames, FrameRate rate);
// The first frame as <timecode> says it.
struct Clock {
    TimecodeFormat format;
    FramePos start;
};
[[nodiscard]] std::optional<Clock> clock_of(xml::Node timecode, FrameRate otherwise);

// The recording of a clip, entered into the list once; -1 when it names none.
[[nodiscard]] int source_of(Reading& reading, xml::Node clip, FrameRate rate);

// Gain, pan, and what is not kept. `in` is where the clip begins in its own time, `length` its record length.
struct ClipTime {
    FrameRate rate; // of `in`, `out` and keyframes
    Rational in, length;
};
void read_effects(xml::Node clip, const ClipTime& time, Laid& to);
// The time map of a retimed clip: the source second shown at a second of the clip's own time.
struct Remap {
    std::vector<std::pair<Rational, Rational>> points; // at least two, in order
    [[nodiscard]] Rational source_at(Rational time) const;
};
[[nodiscard]] std::optional<Remap> remap_of(xml::Node clip, FrameRate rate);

[[nodiscard]] LaidTrack read_track(Reading& reading, xml::Node track, conform::ListTrack begun,
                                   FrameRate rate);
// Tracks that are channels of one become one.
[[nodiscard]] std::vector<LaidTrack> joined(std::vector<LaidTrack> tracks);
// All tracks of a sequence with its inner sequences laid out; record time counts from its first frame.
[[nodiscard]] std::vector<LaidTrack> read_sequence(Reading& reading, xml::Node sequence);
[[nodiscard]] std::vector<conform::ListMarker> markers_of(xml::Node parent, FrameRate rate);

} // namespace dub::turnover::xmeml
