#pragma once
// Hands on controls: a fader, a puck, a surface's motor fader. A hand is on a control from the moment a
// finger touches it until it lets go, and is heard at once. Behind the port is decided what stays of it: one
// edit when the session stands or the strip's mode does not write, a pass when it plays and the mode writes.
// Several controls of one strip in one hand (a puck's axes) are one entry: let them go one after the other.
// [window thread]

#include <vector>

#include "engine/session/passes/control.h"

namespace dub::ui {

class HandsPort {
  public:
    virtual ~HandsPort() = default;
    virtual void touch(const session::StripOwner& owner, const session::ParameterAddress& address) = 0;
    // In the parameter's unit, clamped to its range; touches first if nothing did.
    virtual void move(const session::StripOwner& owner, const session::ParameterAddress& address,
                      double value) = 0;
    virtual void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) = 0;
    // Several at once: what stays of them as edits is one entry.
    virtual void let_go(const std::vector<session::Control>& controls) {
        for (const session::Control& control : controls)
            let_go(control.owner, control.address);
    }
    // What is heard of it at `heard`: under a hand, in a pass, by its lane, or the strip's own; 0 when there
    // is no such control.
    [[nodiscard]] virtual double value(const session::StripOwner& owner,
                                       const session::ParameterAddress& address, SamplePos heard) const = 0;
};

} // namespace dub::ui
