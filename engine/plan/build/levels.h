#pragma once
// The levels along a strip, from its values and lanes.

#include "engine/core/layout.h"
#include "engine/plan/automation/controls.h"
#include "engine/plan/automation/level.h"

namespace dub::plan {

void add_trim(Level& level, const Controls& strip); // trim, polarity
// Fader, its trim, mute, those of the VCAs over the strip, the version's trim.
enum class Mutes : unsigned char { count, passed_over };
void add_fader(Level& level, const Controls& strip, Mutes mutes = Mutes::count);
// What the version does to each channel on top; empty: nothing.
[[nodiscard]] std::vector<float> channel_gains(const Controls& strip, const Layout& layout);
void add_send_level(Level& level, const Controls& strip, const session::Send& send); // and its trim
void add_lfe_level(Level& level, const Controls& strip);
[[nodiscard]] Curve lfe_filter_share(const Controls& strip); // 1: all of the LFE send through the low-pass;
                                                             // no hand moves it: it is another way

} // namespace dub::plan
