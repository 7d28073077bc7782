#pragma once
// A hand on the puck of a strip, small or large: both of its axes at once. [window thread]

#include <functional>

#include "ui/console/pan_stage.h"
#include "ui/console/strip_facts.h"
#include "ui/ports/ports.h"

namespace dub::ui {

// What is heard of a strip's panner at a moment.
[[nodiscard]] PanPlace pan_place(const Ports& ports, const StripFacts& facts, SamplePos at);

// Lets `stage` move the strip that `facts` gives, for as long as `stage` lives; nullptr: the strip is gone.
void put_hand_on(PanStage& stage, const Ports& ports, std::function<const StripFacts*()> facts);

} // namespace dub::ui
