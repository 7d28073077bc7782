#pragma once
// What of the machine a window works with; tests have others.

#include <memory>

#include "app/playback/picture_feed.h"

namespace dub::app {

class AudioDevices;
class MidiPorts;

struct Machine {
    std::shared_ptr<AudioDevices> devices; // none, and nothing is heard
    PictureFeed::Open open_picture;        // none: by FFmpeg
    std::shared_ptr<MidiPorts> midi = {};  // none: no control surfaces but by OSC
};

} // namespace dub::app
