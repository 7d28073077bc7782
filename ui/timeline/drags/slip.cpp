// Slipping: the clip stays, its sound moves, as far as the recording goes.

#include <algorithm>

#include "ui/edit_values.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {

Gesture slip_gesture(const session::Session& session, const Drag& drag) {
    const FoundClip held = found(session, drag.clip);
    if (!held) return {};
    const SampleRange all = reach(session, *held.clip);
    const SampleCount least = std::min(SampleCount{}, held.clip->place.end - all.end);
    const SampleCount most = std::max(SampleCount{}, held.clip->place.start - all.start);
    const SampleCount by = std::clamp(drag.by(), least, most);
    if (by == SampleCount{}) return {};
    return {named("Slip", session, {drag.clip}),
            {{"slip_clip", {{"clip", value(drag.clip)}, {"by", value(by)}}}},
            {}};
}

} // namespace dub::ui::timeline
