#pragma once
// Which picture frame belongs to the sample that is heard. Sound is the clock: nothing here counts time, all
// is computed from the position, with exact fractions, so nothing can drift. Pure.

#include <optional>

#include "engine/session/session.h"

namespace dub::app {

// How far the picture is moved against the sound; the parts add up. Above zero the picture runs ahead: what
// a projector or screen shows late is asked for earlier.
struct PictureOffset {
    SampleCount samples = {};
    std::int64_t milliseconds = 0;
    std::int64_t quarter_frames = 0; // of the session's frames
    friend bool operator==(const PictureOffset&, const PictureOffset&) = default;
};

// At most a minute either way: more is a slip of the pen.
[[nodiscard]] PictureOffset limited(PictureOffset offset);

// The session's frame to be seen while `heard` is heard; halves never arise, it is the frame that holds the
// moment. Exact for offsets as limited() leaves them.
[[nodiscard]] FramePos frame_seen(SamplePos heard, SampleRate samples, FrameRate frames,
                                  PictureOffset offset);

// A frame of one of the session's pictures.
struct PicturePlace {
    session::Shared<session::Picture> picture;
    FrameCount index; // in the file, at its own rate
};

// What the session shows at one of its frames; nullopt: nothing, black. Of pictures that overlap the one that
// begins last. A picture of another rate shows the frame that is on at the beginning of the session's.
[[nodiscard]] std::optional<PicturePlace> picture_at(const session::MediaPool& pool, FrameRate frames,
                                                     FramePos at);

} // namespace dub::app
