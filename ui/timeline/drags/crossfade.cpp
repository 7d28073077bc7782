// Crossfades: the cut in the middle, the pointer at one end.

#include <cstdlib>

#include "ui/edit_values.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/snapping.h"

namespace dub::ui::timeline {

Gesture crossfade_gesture(const session::Session& session, const Drag& drag) {
    const FoundClip held = found(session, drag.clip);
    if (!held || drag.by() == SampleCount{}) return {};
    const bool with_before = drag.zone == Zone::crossfade_start;
    const session::Clip* first = with_before ? held.before : held.clip;
    const session::Clip* second = with_before ? held.clip : held.after;
    if (first == nullptr || second == nullptr || first->place.end < second->place.start)
        return {{}, {}, "There is no clip beside this edge to crossfade with."};
    const SamplePos cut =
        second->place.start + SampleCount{(first->place.end - second->place.start).value / 2};
    const SamplePos to = drag.fine ? drag.to : snapped(session, drag.mode, drag.to);
    const SampleCount length{2 * std::abs((to - cut).value)};
    if (length == SampleCount{}) return {};
    return {"Crossfade " + first->name,
            {{"crossfade",
              {{"first", value(first->id)}, {"second", value(second->id)}, {"length", value(length)}}}},
            {}};
}

} // namespace dub::ui::timeline
