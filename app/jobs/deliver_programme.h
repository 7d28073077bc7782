#pragma once
// What is delivered of a session's timeline: its programme, or the actions of its segments joined in their
// order, at the session's frame rate or at a version's. Decided before any sound is read. Positions in the
// joined programme count from its first sample, at the delivered rate. Pure, any thread.

#include <optional>
#include <string>
#include <vector>

#include "engine/session/session.h"
#include "formats/delivery/spec.h"
#include "formats/report/reel_sheet.h"

namespace dub::app {

// One stretch of the programme: the action of a segment, or all of a session without segments.
struct Piece {
    report::Reel reel;   // as its file is stamped, delivered timecode; without segments only FFOA and length
    FrameRange frames;   // of the session's timeline
    SampleRange session; // the same in session samples: what is mixed
    SampleRange joined;
    FrameCount head, tail; // how far the segment's own picture reaches before FFOA and after LFOA
    std::optional<SampleCount> picture; // how long the pictures over it are; none: there are none
};

struct Programme {
    std::vector<Piece> pieces;   // in order, never empty
    bool segmented = false;      // the pieces are segments
    SampleRate mixed_rate, rate; // of the session; of the files
    TimecodeFormat timecode;     // of the files
    session::Speed speed;        // of the files against the mix
    SampleCount mixed, length;   // of all pieces, in session samples and as delivered
    SamplePos mixed_from;        // the first piece's first sample on the session's timeline
    SamplePos resampled_from;    // the same instant when made anew; both grids have 0 in common
    double error_samples = 0;    // how far a frame of the joined programme lies from its place, at most

    // Another length of sound: on the new rate's own grid of frames. A restamp is not.
    [[nodiscard]] bool made_anew() const {
        return !speed.is_normal() && speed.method != session::SpeedMethod::restamp;
    }
    [[nodiscard]] bool stretches() const {
        return made_anew() && speed.method == session::SpeedMethod::stretch;
    }
    [[nodiscard]] SampleRange joined() const { return {{}, SamplePos{} + length}; }
    [[nodiscard]] SamplePos first_sample() const; // as the long-play is stamped, from midnight
};

// A segment for the reel sheet, as its files are stamped at the session's own rate.
[[nodiscard]] report::Reel reel_of(const session::Segment& segment, const TimecodeFormat& timecode);

// Errors (unfit): nothing on the timeline, a restamp that needs a broken number of samples a second (the
// sentence says the error in samples).
[[nodiscard]] Result<Programme> programme_of(const session::Session& session, const std::string& session_file,
                                             const std::optional<session::RateChange>& rate);

// One file of the programme: a part of it, with black before and after.
struct Cut {
    std::string segment; // its name; empty: the whole programme
    SampleRange joined;
    SampleCount lead, tail;        // black: digital zero but for the pops
    SamplePos start;               // of the file's first sample, from midnight: its TimeReference
    std::vector<SampleRange> pops; // in the file, one frame of 1 kHz each
    std::optional<SampleCount> length_expected; // as the picture wants it; none: there is no picture

    [[nodiscard]] SampleCount length() const { return lead + joined.length() + tail; }
    [[nodiscard]] SampleRange programme() const { // in the file
        return {SamplePos{} + lead, SamplePos{} + lead + joined.length()};
    }
};
[[nodiscard]] Cut whole_cut(const Programme& programme);
// With a leader the file is as long as the segment's own picture, if that is longer still.
[[nodiscard]] Cut segment_cut(const Programme& programme, const Piece& piece, delivery::Leader leader);

// What `--segment` asks of one spec: nothing (the spec's own way), "all", "longplay", names of segments.
// Errors (usage): a name that no segment has; the sentence lists those there are.
[[nodiscard]] Result<std::vector<Cut>> cuts_for(const Programme& programme, const delivery::Spec& spec,
                                                const std::vector<std::string>& asked);

} // namespace dub::app
