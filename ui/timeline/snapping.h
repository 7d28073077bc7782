#pragma once
// The grid of picture frames, and steps of time: what moves land on. Pure, any thread.

#include <span>
#include <string_view>

#include "engine/session/session.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

// The nearest first sample of a frame.
[[nodiscard]] SamplePos nearest_frame(const session::Session& session, SamplePos at);
// Where an edge put at `at` lands.
[[nodiscard]] SamplePos snapped(const session::Session& session, EditMode mode, SamplePos at);
// How far something that starts at `from` goes when it is pulled by `by`.
[[nodiscard]] SampleCount snapped(const session::Session& session, EditMode mode, SamplePos from,
                                  SampleCount by);
// Whole frames from a place on, exact at every rate: counted on the session's frames, never added up.
[[nodiscard]] SampleCount frames_from(const session::Session& session, SamplePos from, std::int64_t frames);

struct Nudge {
    std::string_view name; // "1/4 frame"
    std::int64_t frames = 0;
    std::int64_t milliseconds = 0;
    std::int64_t samples = 0;
    std::int64_t quarter_frames = 0;
};
[[nodiscard]] std::span<const Nudge> nudges(); // from small to large
// How much later `steps` of it are for something that starts at `from`.
[[nodiscard]] SampleCount nudged(const session::Session& session, const Nudge& nudge, SamplePos from,
                                 std::int64_t steps);

} // namespace dub::ui::timeline
