#pragma once
// A hand on the puck or a grip of a strip's stage, small or large: it touches the axes that it moves, and
// they are heard at once. [window thread]

#include <functional>

#include "ui/console/pan_stage.h"
#include "ui/console/strip_facts.h"
#include "ui/ports/ports.h"

namespace dub::ui {

// What is heard of a strip's panner at a moment.
[[nodiscard]] PanPlace pan_place(const Ports& ports, const StripFacts& facts, SamplePos at);

// Where the lanes alone would have it; none: none of its axes has one. Pure.
[[nodiscard]] std::optional<PanPlace> lane_place(const session::Strip& strip, SamplePos at);

// Lets `stage` show and move the strip that `facts` gives, for as long as `stage` lives; nullptr: the strip
// is gone.
void put_hand_on(PanStage& stage, const Ports& ports, std::function<const StripFacts*()> facts);

} // namespace dub::ui
