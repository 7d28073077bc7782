#pragma once
// PEC and DIRECT: each stem is heard as it is mixed now (direct) or as it was printed (playback), all of them
// together through the printmaster. Only what is heard is another thing; the session is not. [window thread]

#include <vector>

#include "engine/core/ids.h"

namespace dub::ui {

enum class PecDirect : unsigned char { direct, playback };

struct StemPaddle {
    BusId stem;
    PecDirect heard = PecDirect::direct;
    bool printed = false; // there is something to switch to
    friend bool operator==(const StemPaddle&, const StemPaddle&) = default;
};

class PecDirectPort {
  public:
    virtual ~PecDirectPort() = default;
    // One for each stem, in the session's order.
    [[nodiscard]] virtual std::vector<StemPaddle> paddles() const = 0;
    // Heard with the next block, but for the first time in a session, when prints are read ahead before. A
    // stem without a print stays direct.
    virtual void hear(BusId stem, PecDirect what) = 0;
};

// All stems that are printed: to playback, or back when all of them are there.
inline void turn_all(PecDirectPort& port) {
    bool all = true;
    for (const StemPaddle& one : port.paddles())
        all = all && (!one.printed || one.heard == PecDirect::playback);
    for (const StemPaddle& one : port.paddles())
        if (one.printed) port.hear(one.stem, all ? PecDirect::direct : PecDirect::playback);
}

} // namespace dub::ui
