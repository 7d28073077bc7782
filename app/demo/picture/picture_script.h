#pragma once
// What the film of the demo scene shows, frame by frame, as plain data: shots, events that can be seen (and
// are heard in the mix at the same frame), captions. All positions are session frames, counted from timecode
// 00:00:00:00; ranges are half-open. Values, any thread.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/timecode.h"

namespace dub::app {

enum class ShotKind : std::uint8_t {
    black,
    leader, // counts its seconds down to its end: one frame of "2" with a white disc two seconds before it,
            // black after that
    title,  // the name of the film over a dusk sky
    forest, // night wood, moon, drifting cloud
    path,   // rain over the path to the house, puddles
    gate,   // a wall with a wooden gate; it opens at each Event::door_open and falls shut at each
            // Event::door_slam
    room,   // close on a lamp and a window; somebody sits at the table and moves while a caption is shown
    window, // the window from within, trees and rain outside; it lights up at Event::lightning
    walk,   // a figure walks past a fence, one foot lands at each Event::step
    road,   // a wet road at night; the lights of a car cross the picture's middle at Event::car
    end_card,
    tail, // black after the action but for one frame: the disc again, two seconds after the last frame of
          // action
};

// What can be seen on one exact frame. Each is also marked by a white square in the upper right corner for
// that frame, so that the sound of the same event can be found by counting.
enum class Event : std::uint8_t { mark, step, door_open, door_slam, lightning, thunder, car };

struct Shot {
    ShotKind kind = ShotKind::black;
    std::string name; // burnt in, top left: "3 THE GATE"
    FrameRange place;
};

struct SyncMark {
    FramePos at;
    Event event = Event::mark;
    std::string label; // burnt in beside the white square: "DOOR"
};

struct Caption {
    FrameRange place;
    std::string text; // one line, at most 60 characters of ASCII
};

struct PictureScript {
    TimecodeFormat timecode;
    FrameRange film;                  // first frame of the file .. one past its last; leader included
    FramePos ffoa;                    // feet+frames count from film.start
    int width = 1920, height = 1080;  // even; 320x180 to 3840x2160
    std::string title;                // "RAIN AT THE GATE"
    std::vector<std::string> credits; // lines of the end card, at most 12
    std::vector<Shot> shots;          // sorted, not overlapping; what none covers is black
    std::vector<SyncMark> marks;      // sorted
    std::vector<Caption> captions;    // sorted, not overlapping
};

// The same film made longer or shorter: what lies from FFOA to film.end is repeated, the last time cut off,
// until the action is `action` long. Leader and everything else before FFOA stay once.
[[nodiscard]] PictureScript with_action_length(const PictureScript& scene, FrameCount action);

// The shot at that frame; nullptr where the film is black.
[[nodiscard]] const Shot* shot_at(const PictureScript& script, FramePos frame);

} // namespace dub::app
