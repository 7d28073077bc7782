#pragma once
// A source of many channels (LCR, quad, 5.x, 7.x) as a field in the room it plays into: where each channel
// stands, and where it comes to stand when the field is turned and drawn together. At rest the channels stand
// where the session's spread and fold matrices have them, so that a field a hair from rest sounds like one at
// rest. The law is our own (docs/decisions/0020). Values; made on the control thread, read on any.
//
// A turn goes along the walls (engine/core/walls.h). Scale draws every channel straight towards the puck: 1
// the room, 0 a point at the puck.

#include <span>
#include <vector>

#include "engine/core/walls.h"
#include "engine/dsp/matrix.h"

namespace dub::dsp {

class Field {
  public:
    // `rest`: the gains from each channel to each speaker of the room while the field rests.
    explicit Field(const Matrix& rest);

    struct Channel {
        bool placed = false; // the LFE is not, nor what sounds nowhere
        float gain = 0;      // of all speakers together, as power
        WallPlace home;      // in the target's room
        float z = 0;
        WallPlace own; // in the source's room: what the balance goes by
    };
    [[nodiscard]] std::span<const Channel> channels() const { return channels_; }
    [[nodiscard]] bool stands() const; // anywhere at all

  private:
    std::vector<Channel> channels_;
};

} // namespace dub::dsp
