#pragma once
// PEC and DIRECT, the paddles of a film console: a stem is heard as it is mixed now or as it was printed, in
// its own place, through the printmaster. Both sound all the time and two mutes choose, so that a hand on
// them switches at once, with a crossfade of a few milliseconds. Pure, any thread.
//
//   tracks -> stem (its strip up to where prints are taken) -> direct --+
//                                                                       +-> heard (balance, LFE) ->
//                                                                       printmaster
//                                              print, at unity ---------+

#include <array>
#include <span>
#include <vector>

#include "engine/plan/target.h"

namespace dub::plan {

struct Paddle {
    enum class Heard : unsigned char { direct, playback };
    BusId stem;
    PrintId print;
    Heard heard = Heard::direct;
    friend bool operator==(const Paddle&, const Paddle&) = default;
};

// The session with these paddles; one whose stem or print is gone is passed over. All at direct it sounds as
// before: to the bit where each stem has a paddle, else but for the order of the printmaster's sum. Another
// stem's solo closes a print as it closes its stem.
[[nodiscard]] session::Session with_paddles(session::Session session, std::span<const Paddle> paddles);
// What stands for the outputs that tap those stems, for the stems themselves where they are soloed after
// their faders, and for their balance and LFE send under a hand.
void tap_paddles(Target& target, std::span<const Paddle> paddles);

// The hands that make a plan of it sound as the paddle says.
struct PaddleMove {
    session::StripOwner owner;
    session::ParameterAddress address;
    double value = 0;
};
[[nodiscard]] std::array<PaddleMove, 2> moves_of(const Paddle& paddle);

} // namespace dub::plan
