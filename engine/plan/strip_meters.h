#pragma once
// Meters of tracks and buses: what each strip sends to its output, behind fader and mute, before the panner;
// and by how much its inserts lower the sound.
// A plan that is asked for them (Target::meters) feeds them; they outlive it, so that a new plan does not
// make them fall. Any thread but audio: plans are compiled on
// one, windows look from another.

#include <map>
#include <memory>
#include <mutex>

#include "engine/measure/live/level_meter.h"
#include "engine/session/strip.h"

namespace dub::plan {

class StripMeters {
  public:
    StripMeters(SampleRate rate, measure::PpmKind kind)
        : rate_(rate)
        , kind_(kind) {}

    // Made when it is first asked for, or for another number of channels than before.
    [[nodiscard]] std::shared_ptr<measure::LevelMeter> of(session::StripOwner owner, int channels) {
        const std::scoped_lock lock(mutex_);
        auto& meter = meters_[owner];
        if (!meter || meter->channels() != channels)
            meter = std::make_shared<measure::LevelMeter>(channels, rate_, kind_);
        return meter;
    }
    // nullptr: no plan has fed it yet, since it is not heard.
    [[nodiscard]] std::shared_ptr<measure::LevelMeter> find(session::StripOwner owner) const {
        const std::scoped_lock lock(mutex_);
        const auto at = meters_.find(owner);
        return at == meters_.end() ? nullptr : at->second;
    }

    // Of an insert: the highest reduction in dB since it was looked at.
    [[nodiscard]] std::shared_ptr<measure::HighestSince> reduction(session::StripOwner owner,
                                                                   InsertId insert) {
        const std::scoped_lock lock(mutex_);
        auto& reduction = reductions_[{owner, insert}];
        if (!reduction) reduction = std::make_shared<measure::HighestSince>();
        return reduction;
    }
    // Of all inserts of a strip together, in dB, >= 0, since the last call.
    [[nodiscard]] float take_reduction(session::StripOwner owner) const {
        const std::scoped_lock lock(mutex_);
        float sum = 0;
        for (auto at = reductions_.lower_bound({owner, {}});
             at != reductions_.end() && at->first.first == owner; ++at)
            sum += at->second->take();
        return sum;
    }

  private:
    mutable std::mutex mutex_;
    SampleRate rate_;
    measure::PpmKind kind_;
    std::map<session::StripOwner, std::shared_ptr<measure::LevelMeter>> meters_;
    std::map<std::pair<session::StripOwner, InsertId>, std::shared_ptr<measure::HighestSince>> reductions_;
};

} // namespace dub::plan
