#pragma once
// One thing done to signals. A plan is a flat list of steps, each after all it depends on; a driver runs the
// list for one window after another. A step that remembers nothing may be cut into parts of time that run
// side by side; cut or whole, it computes the same bits.

#include "engine/core/result.h"
#include "engine/plan/signal.h"

namespace dub::plan {

class Step {
  public:
    Step() = default;
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    virtual ~Step() = default;

    // [audio; a step that reads media: disk] Part `part` of parts(window). Errors: media that cannot be read.
    [[nodiscard]] virtual Result<void> run(const Window& window, int part) = 0;
    [[nodiscard]] virtual int parts(const Window&) const { return 1; }
    // [audio] Back to rest, as fresh.
    virtual void reset() {}
};

} // namespace dub::plan
