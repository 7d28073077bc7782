// Fades: from the clip's edge to the pointer.

#include <algorithm>

#include "ui/edit_values.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {

Gesture fade_gesture(const session::Session& session, const Drag& drag) {
    const FoundClip held = found(session, drag.clip);
    if (!held || drag.by() == SampleCount{}) return {};
    const session::Clip& clip = *held.clip;
    const bool in = drag.zone == Zone::fade_in;
    const SamplePos to = drag.fine ? drag.to : snapped(session, drag.mode, drag.to);
    const SampleCount wanted = in ? to - clip.place.start : clip.place.end - to;
    const SampleCount room = clip.place.length() - (in ? clip.out.length : clip.in.length);
    const SampleCount length = std::clamp(wanted, SampleCount{}, std::max(SampleCount{}, room));
    if (length == (in ? clip.in.length : clip.out.length)) return {};
    return {named(in ? "Fade in" : "Fade out", session, drag.clips),
            {{"set_fades", {{"clips", value(drag.clips)}, {in ? "in" : "out", value(length)}}}},
            {}};
}

} // namespace dub::ui::timeline
