#pragma once
// What the live meters measure of the printmaster's phase and spectrum, in the words of the views. [window
// thread]

#include "engine/measure/live/live_meters.h"
#include "ui/ports/meters.h"

namespace dub::app {

[[nodiscard]] ui::ScopeReading scope_of(const measure::LiveMeters& meters);
[[nodiscard]] ui::SpectrumReading spectrum_of(const measure::LiveMeters& meters);

} // namespace dub::app
