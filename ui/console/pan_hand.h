#pragma once
// A hand on the puck of a strip, small or large: heard while it moves, one entry of the history when it lets
// go. A place that has lanes goes back to them, and says so. [window thread]

#include <functional>

#include "ui/console/pan_stage.h"
#include "ui/console/strip_facts.h"
#include "ui/ports/ports.h"

namespace dub::ui {

// The values of a strip's panner at a moment. Pure.
[[nodiscard]] PanPlace pan_place(const session::Strip& strip, SamplePos at);

// Lets `stage` move the strip that `facts` gives, for as long as `stage` lives; nullptr: the strip is gone.
void put_hand_on(PanStage& stage, const Ports& ports, std::function<const StripFacts*()> facts,
                 std::function<void(const std::string&)> say);

} // namespace dub::ui
