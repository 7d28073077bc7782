// Clip gain: a tenth of a dB for each pixel, a fifth of that in the fine drag.

#include <cmath>

#include "ui/edit_values.h"
#include "ui/timeline/drag.h"

namespace dub::ui::timeline {

Gesture gain_gesture(const session::Session& session, const Drag& drag) {
    const double per_pixel = drag.fine ? 0.02 : 0.1;
    const double by = std::round(drag.up_px * per_pixel * 100) / 100;
    if (by == 0) return {};
    return {named("Gain of", session, drag.clips),
            {{"set_clip_gain", {{"clips", value(drag.clips)}, {"by", value(by)}}}},
            {}};
}

} // namespace dub::ui::timeline
