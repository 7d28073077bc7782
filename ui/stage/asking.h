#pragma once
// The small questions of a timeline: where to spot a clip, what a track is called, what a marker says, which
// fades, how often to repeat. Each answer is one gesture. [window thread]

#include "ui/ports/ports.h"
#include "ui/timeline/timeline.h"

namespace dub::ui {

using Say = std::function<void(const std::string&)>;

// Answers every question `timeline` has.
void answer_questions(Timeline& timeline, const Ports& ports, const Say& say);

} // namespace dub::ui
