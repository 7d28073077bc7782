#pragma once
// Meters of tracks and buses: what each strip sends to its output, behind fader and mute, before the panner.
// A plan that is asked for them (Target::meters) feeds them; they outlive it, so that a new plan does not
// make them fall.

#include <map>
#include <memory>

#include "engine/measure/live/level_meter.h"
#include "engine/session/strip.h"

namespace dub::plan {

class StripMeters {
  public:
    StripMeters(SampleRate rate, measure::PpmKind kind)
        : rate_(rate)
        , kind_(kind) {}

    // [control] Made when it is first asked for, or for another number of channels than before.
    [[nodiscard]] std::shared_ptr<measure::LevelMeter> of(session::StripOwner owner, int channels) {
        auto& meter = meters_[owner];
        if (!meter || meter->channels() != channels)
            meter = std::make_shared<measure::LevelMeter>(channels, rate_, kind_);
        return meter;
    }
    // [control] nullptr: no plan has fed it yet, since it is not heard.
    [[nodiscard]] measure::LevelMeter* find(session::StripOwner owner) const {
        const auto at = meters_.find(owner);
        return at == meters_.end() ? nullptr : at->second.get();
    }

  private:
    SampleRate rate_;
    measure::PpmKind kind_;
    std::map<session::StripOwner, std::shared_ptr<measure::LevelMeter>> meters_;
};

} // namespace dub::plan
