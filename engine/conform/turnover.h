#pragma once
// What a turnover says, whatever its format: the neutral value that every list reader fills
// (formats/turnover), every list writer empties, and placing, linking and department updates work on.
// Nothing in it is rounded: times are exact fractions of seconds, converted once, when they are placed
// (sample_at in engine/core/rational.h). Plain values, any thread.
//
// Two clocks. *Record* times are the timeline's: seconds of real time from its timecode 00:00:00:00, as the
// positions of a session; frame n of a timeline at 24000/1001 lies at n * 1001/24000. *Source* times are the
// recording's, counted from where Event::origin says.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/rational.h"
#include "engine/core/timecode.h"
#include "engine/core/units.h"

namespace dub::conform {

struct TimeSpan { // seconds, half-open
    Rational start, end;
    [[nodiscard]] Rational length() const { return end - start; }
    [[nodiscard]] bool empty() const { return end <= start; }
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

// Where the bytes of a recording lie when the turnover brings them itself.
enum class EssenceKind : unsigned char {
    wave, // a whole RIFF, RF64 or BW64 file
    aiff, // a whole AIFF or AIFC file
    pcm,  // headerless interleaved little-endian samples; rate, channels and bits are those of Source
    file, // a whole file of another kind: MXF, MOV, MP3 (an entry of an archive)
};
struct Essence {
    std::string id; // what the reader that filled the value finds it by
    EssenceKind kind = EssenceKind::wave;
    std::uint64_t bytes = 0;
    friend bool operator==(const Essence&, const Essence&) = default;
};

// A recording as the list knows it: all that may help to find it. Empty is "the list does not say".
struct Source {
    std::string name;                  // of the clip or master clip, as a person sees it
    std::vector<std::string> locators; // paths and URLs as written, the preferred first
    std::string tape;                  // reel, tape or sound roll, whole where a comment gives the whole name
    std::string scene, take;
    std::vector<std::string>
        umids; // MobID or UMID, 64 hexadecimal digits, the master's first, then down the chain
    std::optional<TimecodeFormat> timecode; // how the recording counts
    std::optional<FramePos> start;          // its first frame there
    std::optional<Rational> length;         // seconds
    std::optional<SampleRate> rate;
    int channels = 0, bits = 0; // 0: not told
    bool moving = false;        // a picture (with or without sound)
    std::optional<FrameRate> picture_rate;
    std::vector<std::pair<std::string, std::string>> comments; // further facts by name, in the list's order
    std::optional<Essence> essence;
    friend bool operator==(const Source&, const Source&) = default;
};

enum class EventKind : unsigned char {
    clip,
    black,     // picture black or silence said as an event ("BL")
    key,       // the foreground of a keyed picture, over its background
    generated, // slug, bars, title: named, but no recording
    outgoing, // the first half of a dissolve as lists write it: no length of its own; it goes on for fade_out
};

enum class SourceOrigin : unsigned char {
    media,    // 0 is the first sample or frame of the recording
    timecode, // 0 is 00:00:00:00 of its own timecode
};

enum class FadeShape : unsigned char { linear, equal_power, s_curve, logarithmic };
struct EventFade {
    Rational length; // seconds, inside the event's record span
    FadeShape shape = FadeShape::equal_power;
    friend bool operator==(const EventFade&, const EventFade&) = default;
};

struct CurvePoint {
    Rational at; // seconds: of an event's curve from its record start, of a track's lane record time
    double value = 0;
    friend bool operator==(const CurvePoint&, const CurvePoint&) = default;
};
// What lies between two points.
enum class CurveShape : unsigned char {
    linear_gain, // straight in amplitude
    linear_db,   // straight in dB (pan: straight in pan)
    constant,    // the earlier point holds: a step
};
struct Curve {
    std::vector<CurvePoint> points; // in order; gain in dB, pan -1 left … 1 right
    CurveShape shape = CurveShape::linear_db;
    friend bool operator==(const Curve&, const Curve&) = default;
};

// One line of a list, one clip of a timeline. Neighbours that cross-fade overlap in record time, the earlier
// with that fade_out, the later with that fade_in.
struct Event {
    std::string name;
    EventKind kind = EventKind::clip;
    int source = -1; // index into Turnover::sources; -1 none
    TimeSpan record;
    TimeSpan played; // source time played; for speed < 0 from end to start; may be longer than the recording
    SourceOrigin origin = SourceOrigin::media;
    Rational speed{1}; // source seconds a record second; 0 a freeze, negative backwards
    std::vector<int>
        channels; // channel of the recording (from 0) for each channel of the track; -1 none; empty: not told
    Db gain;
    Curve gain_curve; // adds to `gain`
    EventFade fade_in, fade_out;
    bool dissolves = false; // out of the event that ends where this begins, though the list has no `outgoing`
    bool muted = false;
    std::string link;                 // events with the same link were cut together; empty: none
    std::string role;                 // as the list writes it: "dialogue.boom-1"
    std::string tape;                 // the reel as this line writes it (Source::tape is the full name)
    std::string note;                 // a comment on this event
    std::vector<std::string> effects; // names of what is not kept; the reader has said so in the diagnostics
    std::string where;                // place in the file for a person: "line 42", "A1 event 7"
    friend bool operator==(const Event&, const Event&) = default;
};

enum class TrackKind : unsigned char { sound, picture };

struct ListTrack {
    std::string name; // "A1" where the list has no name
    int number = 0;   // as the list numbers it, from 1 for each kind
    TrackKind kind = TrackKind::sound;
    int channels = 1;       // of the track: 2 stereo, 6 5.1 …
    std::string role;       // role or colour group the list gives the whole track
    std::string colour;     // "#rrggbb"
    std::string department; // of a merged turnover: which list it came from
    Curve volume, pan;      // the track's automation; a single point is a constant
    bool muted = false, soloed = false;
    std::vector<Event> events; // in record order, as written
    friend bool operator==(const ListTrack&, const ListTrack&) = default;
};

struct ListMarker {
    Rational at, length; // record seconds
    std::string name, comment, colour, user;
    int track = -1; // index into Turnover::tracks; -1 the timeline
    friend bool operator==(const ListMarker&, const ListMarker&) = default;
};

// How sure the frame rate is. An EDL never says it.
enum class RateIs : unsigned char {
    told,    // by the list or the user
    guessed, // from the numbers in it; 23.976 and 24 look alike
    unknown, // could not even be guessed: timecodes are right as written, lengths in seconds are not
};

struct Turnover {
    std::string format;   // "aaf", "edl", "xmeml", "fcpxml", "otio", "ale", "pt-text"
    std::string producer; // program and version, as the file says
    std::string name;     // of the sequence
    TimecodeFormat timecode;
    RateIs rate = RateIs::told;
    FramePos start;                       // timecode of the timeline's first frame
    std::optional<SampleRate> sound_rate; // of the timeline, when told
    std::vector<ListTrack> tracks;        // picture and sound, in the list's order
    std::vector<ListMarker> markers;      // in record order
    std::vector<Source> sources;
    std::vector<std::string> others; // names of further sequences in the file that were not chosen
    Diagnostics diagnostics;         // what was guessed, what could not be kept
    friend bool operator==(const Turnover&, const Turnover&) = default;
};

} // namespace dub::conform
