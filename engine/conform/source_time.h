#pragma once
// What a list plays of a recording, and where a found file stands on the recording's own clock. Pure, any
// thread.

#include <span>
#include <string>
#include <vector>

#include "engine/conform/turnover.h"
#include "engine/core/layout.h"

namespace dub::conform {

// A file that may be a recording of a list: what its head says. Whoever may look at the disk makes it.
struct FoundFile {
    std::string path; // absolute: how the caller finds it again
    int stream = -1;  // of a container; -1 a sound file
    Layout layout;    // speakers in the file's order; empty: none are known
    int channels = 0;
    SampleRate rate;
    SampleCount length;                     // samples per channel
    std::optional<Rational> begins;         // seconds since midnight of its first sample
    std::optional<TimecodeFormat> timecode; // how its timecode counts
    std::vector<std::string> umids;         // and other names that are given once: hexadecimal, small letters
    std::string tape, scene, take;
    std::string original_name;            // before somebody renamed it
    std::vector<std::string> track_names; // of its channels
    Rational skipped;              // of the recording before this file's first sample: a consolidated part
    std::optional<bool> dual_mono; // its two channels are the same; none: not listened to
    [[nodiscard]] Rational seconds() const { return Rational(length.value, rate.hz); }
};

// A moment of a timecode, written by one clock, on another of other frame rate: hours, minutes and seconds
// stay, frames are scaled (an EDL at 24 and a recorder at 23.976 write the same label).
[[nodiscard]] Rational same_label(Rational seconds, const TimecodeFormat& from, const TimecodeFormat& to);

// How the recording's timecode counts: as the list says of it, else as the list itself.
[[nodiscard]] const TimecodeFormat& clock_of(const Turnover& list, const Event& event);

// Where the recording's first sample stands on the event's source clock: 0 for SourceOrigin::media; for
// timecode the file's own stamp, else where the list says that the recording begins, else 0.
[[nodiscard]] Rational begin_of(const Turnover& list, const Event& event, const FoundFile& file);

// Source time from the file's first sample that the event plays. Where the list decides, nothing is moved
// into the file.
[[nodiscard]] TimeSpan played_of(const Turnover& list, const Event& event, const FoundFile& file);

// An event that is to be heard: a clip of a recording on a sound track.
[[nodiscard]] bool is_heard(const ListTrack& track, const Event& event);

} // namespace dub::conform
