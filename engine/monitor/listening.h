#pragma once
// What listens to the live driver: meters, then the monitor. Both can be exchanged while sound plays.

#include <array>
#include <memory>

#include "engine/core/handoff.h"
#include "engine/measure/live/live_meters.h"
#include "engine/monitor/monitor.h"
#include "engine/monitor/tape.h"
#include "engine/plan/signal.h"
#include "engine/render/live_listener.h"

namespace dub::monitor {

// What the device records, as a source.
inline constexpr const char* input_name = "input";

class Listening final : public render::LiveListener {
  public:
    struct Parts {
        std::shared_ptr<Monitor> monitor;            // none: silence
        std::shared_ptr<measure::LiveMeters> meters; // none: nothing is measured
        std::shared_ptr<measure::LevelMeter>
            device;                      // of what comes out; as many channels; none: not measured
        ExternalInput input;             // heard as the source "input" where the device records
        std::shared_ptr<Tape> tape = {}; // none: nothing is written down
    };
    // [control] Takes over at the next piece, at once: give the monitor it had to keep sound unbroken.
    void give(Parts parts) { parts_.give(std::make_unique<Parts>(std::move(parts))); }
    // [control] Lets go of what was exchanged; now and then.
    void collect() { parts_.collect(); }

    // [audio]
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override;

  private:
    [[nodiscard]] ConstAudioBlock input(ConstAudioBlock recorded) noexcept;

    Handoff<Parts> parts_;
    Parts* now_ = nullptr; // audio's, as all below
    std::array<const float*, Layout::max_channels> rows_{};
    std::array<float, plan::live_chunk> silence_{}; // of an input that is not there
};

} // namespace dub::monitor
