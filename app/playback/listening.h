#pragma once
// What is compiled to be heard, and how it comes to the loudspeakers: the monitor, or without one the
// printmaster straight to the device.

#include "engine/core/io.h"
#include "engine/plan/target.h"
#include "engine/render/live_listener.h"

namespace dub::app {

// What is compiled: the session itself, one with prints beside it, or files in its place.
struct Wanted {
    session::Session session;
    plan::Target target;
};

class Listening : public render::LiveListener {
  public:
    // [control] What it wants of a session on a device of that layout. hear() gets the outputs in the
    // target's order.
    [[nodiscard]] virtual Wanted wanted(const session::Session& session, const Layout& device) const = 0;
    // [control] Before a session is compiled.
    virtual void follow(const session::Session&) {}
    // [control, while nothing calls hear()] Another device, or the clock, asks for sound from now on.
    virtual void move_to(const DeviceFormat&) {}
};

// The printmaster, folded down by the session's coefficients where the device is narrower.
class DirectListening final : public Listening {
  public:
    [[nodiscard]] Wanted wanted(const session::Session& session, const Layout& device) const override;
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override;
};

} // namespace dub::app
