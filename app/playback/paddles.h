#pragma once
// Which stems are heard as they were printed, of the version that is heard. Prints are read along from the
// first time one is asked for, so that whoever never compares pays nothing. [control]

#include <set>
#include <vector>

#include "engine/plan/paddles.h"

namespace dub::app {

class Paddles {
  public:
    void set_version(VersionId id) { version_ = id; } // none: the mix itself
    // What of this session can be switched, in its order: each stem that has a print of that version.
    [[nodiscard]] std::vector<plan::Paddle> printed(const session::Session& session) const;

    [[nodiscard]] plan::Paddle::Heard heard(BusId stem) const {
        return playback_.contains(stem) ? plan::Paddle::Heard::playback : plan::Paddle::Heard::direct;
    }
    enum class Takes : unsigned char { hands, another_plan };
    // What it takes for that to be heard: moves_of() the paddle, or a plan of in_use().
    [[nodiscard]] Takes hear(BusId stem, plan::Paddle::Heard what);
    // For the plan.
    [[nodiscard]] std::vector<plan::Paddle> in_use(const session::Session& session) const;

  private:
    VersionId version_;
    std::set<BusId> playback_;
    bool compared_ = false; // ever
};

} // namespace dub::app
