#pragma once
// Puts meters to the strips of a plan that has been built. [control]

#include "engine/plan/plan.h"
#include "engine/plan/strip_meters.h"

namespace dub::plan {

// Every strip that has an output which is heard gets a step that measures it, and its inserts tell how much
// they lower. Of a strip that is built more than once, for an M&E beside the mix, the one that was built
// first.
void add_strip_levels(Plan::Parts& parts, StripMeters& meters);

} // namespace dub::plan
