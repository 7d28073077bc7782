#pragma once
// Where the clips of a track sound different in two sessions. Pure, any thread.

#include <span>

#include "engine/plan/build/busy.h"
#include "engine/plan/steps/clip_voice.h"

namespace dub::plan {

// Both sorted by place. Names and ids do not matter: a clip that was cut in two sounds as before.
[[nodiscard]] Busy changes(std::span<const ClipVoice> before, std::span<const ClipVoice> after);

} // namespace dub::plan
