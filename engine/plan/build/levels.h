#pragma once
// The levels along a strip, from its values and lanes.

#include "engine/plan/automation/level.h"

namespace dub::plan {

void add_trim(Level& level, const session::Strip& strip);  // trim, polarity
void add_fader(Level& level, const session::Strip& strip); // fader, mute
void add_send_level(Level& level, const session::Strip& strip, const session::Send& send);
void add_lfe_level(Level& level, const session::Strip& strip);
[[nodiscard]] Curve
lfe_filter_share(const session::Strip& strip); // 1: all of the LFE send through the low-pass

} // namespace dub::plan
