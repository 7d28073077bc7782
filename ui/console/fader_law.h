#pragma once
// The law of the faders (engine/session/fader_law.h) under the console's names.

#include "engine/session/fader_law.h"

namespace dub::ui {
using session::fader_level;
using session::fader_marks;
using session::fader_text;
using session::fader_travel;
using session::fader_typed;
} // namespace dub::ui
