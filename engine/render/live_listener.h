#pragma once
// Where the live driver's sound goes: the monitor, the meters. The driver hands over every output of the
// plan, piece by piece; the listener chooses and maps them to the channels of the device.

#include <cstdint>
#include <span>

#include "engine/core/audio_block.h"
#include "engine/core/time.h"
#include "engine/plan/plan.h"

namespace dub::render {

struct LiveOutput {
    const plan::Plan::Output* about = nullptr; // name and layout; of the plan that now plays
    ConstAudioBlock audio;                     // as many channels as the layout; silence while standing
};

// A piece of one device block. All outputs are equally long and on the same time, whatever their latency.
struct LivePiece {
    std::span<const LiveOutput> outputs; // in the order of the plan's target; none before the first plan
    std::uint64_t plan = 0;              // the number LiveDriver::give() returned for it; 0: none yet
    std::uint64_t output_sample = 0;     // of the first sample, counted since the driver was made
    SamplePos position;                  // the place on the timeline of the first sample
    double speed = 0;                    // samples of the timeline in one sample here; 0 while standing
    ConstAudioBlock input;               // what the device recorded meanwhile; may have no channels
    std::uint64_t holes = 0; // until here: what was silence because media were late or a window failed
};

class LiveListener {
  public:
    virtual ~LiveListener() = default;
    // [audio] Called one or more times for each device block, in order, without a gap. Fills `device`, all of
    // it, which is as long as the outputs. May not lock, allocate, call the system or throw. Between two
    // calls the plan may have changed: `plan` tells, and the outputs may then be others.
    virtual void hear(const LivePiece& piece, AudioBlock device) noexcept = 0;
};

} // namespace dub::render
