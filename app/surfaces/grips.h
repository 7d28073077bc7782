#pragma once
// The hands that controls of a surface lay on parameters: one a control. What feels fingers says when they
// come and go; what does not (pots, most small controllers) lets go by itself when it has rested a while.
// [window thread]

#include <chrono>
#include <vector>

#include "app/surfaces/pages.h"
#include "ui/ports/hands.h"

namespace dub::app {

class Grips {
  public:
    using Time = std::chrono::nanoseconds; // of a clock that never goes back
    static constexpr Time rest = std::chrono::milliseconds(700);

    explicit Grips(ui::HandsPort& hands) // which outlives it
        : hands_(hands) {}

    // `control` is any number that stands for one fader, pot or knob.
    void touch(int control, const Target& target);
    void move(int control, const Target& target, double value, Time now);
    void let_go(int control);
    // The controls move something else from now on: a finger that lies there moves nothing until it was
    // lifted.
    void let_go_all();
    // It was unplugged: no finger lies anywhere any more.
    void unplugged();
    void tick(Time now);
    [[nodiscard]] bool holds(int control) const { return find(control) != nullptr; }

  private:
    struct Grip {
        int control = 0;
        Target target;
        bool touched = false; // by a finger that will be lifted
        bool dead = false;
        Time moved{0};
    };
    [[nodiscard]] const Grip* find(int control) const;
    [[nodiscard]] Grip* find(int control);

    ui::HandsPort& hands_;
    std::vector<Grip> grips_;
};

} // namespace dub::app
