#pragma once
// A hand on a parameter while it moves: heard at once, before the session says so. What stays is an edit, at
// the end of the gesture. [window thread]

#include "engine/session/parameter.h"
#include "engine/session/strip.h"

namespace dub::ui {

class HandsPort {
  public:
    virtual ~HandsPort() = default;
    virtual void move(const session::StripOwner& owner, const session::ParameterAddress& address,
                      double value) = 0;
    // The session's own value is heard again.
    virtual void release(const session::StripOwner& owner, const session::ParameterAddress& address) = 0;
};

} // namespace dub::ui
