#pragma once
// Which frame to decode next: the one that is wanted, then those that will be. Pure.

#include <functional>
#include <optional>

#include "app/playback/picture_cache.h"

namespace dub::app {

// What the window shows now, or would.
struct PictureWish {
    FramePos frame;     // as frame_seen() gives it
    double speed = 0;   // times normal: 1 plays, -1 plays backwards, 0 stands
    PictureSize within; // of the view; {} the file's own
    friend bool operator==(const PictureWish&, const PictureWish&) = default;
};

[[nodiscard]] Travel travel_of(const PictureWish& wish);

// nullopt: enough is known. `known` tells whether a frame need not be decoded; `room` is how many may be
// kept. Forwards: the wanted one, then ahead in steps of the speed. Backwards: blocks from their beginning
// on, since a picture of long groups can only be decoded forwards: the wanted frame costs what its block
// costs. Standing still: a few on both sides, for the next step or the start of playing.
[[nodiscard]] std::optional<FramePos> next_to_decode(const PictureWish& wish, std::int64_t room,
                                                     const std::function<bool(FramePos)>& known);

} // namespace dub::app
