#pragma once
// A hand on a parameter, from the moment a finger touches it until it lets go. What becomes of it, an edit or
// a pass, is decided behind it. [window thread]

#include "engine/core/time.h"
#include "engine/session/parameter.h"
#include "engine/session/strip.h"

namespace dub::app {

class SurfaceHands {
  public:
    virtual ~SurfaceHands() = default;
    virtual void touch(const session::StripOwner& owner, const session::ParameterAddress& address) = 0;
    virtual void move(const session::StripOwner& owner, const session::ParameterAddress& address,
                      double value) = 0; // touches first if nothing did
    virtual void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) = 0;
    // What is heard at `heard`: under a hand, in a pass, by lane, or the strip's own.
    [[nodiscard]] virtual double value(const session::StripOwner& owner,
                                       const session::ParameterAddress& address, SamplePos heard) const = 0;
};

} // namespace dub::app
