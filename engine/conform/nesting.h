#pragma once
// Timelines inside timelines: what an event of an inner timeline becomes where an outer clip shows a part of
// it. Lists that nest (compound clips, stacks, sequences as clips) are flattened by their readers with this.
// Pure, any thread.

#include <optional>

#include "engine/conform/turnover.h"

namespace dub::conform {

// An outer clip: `record` of the outer timeline shows the inner timeline from `shown_from` on, at `speed`
// inner seconds a record second; 0 holds the moment `shown_from`, below 0 is not a window (clipped to 0).
struct Window {
    TimeSpan record;
    Rational shown_from;
    Rational speed{1};
};

// The part of `inner` that is seen, in the outer timeline's record time: its source range, its fades and its
// gain curve are cut with it. nullopt when nothing of it lies in the window.
[[nodiscard]] std::optional<Event> seen_through(const Event& inner, const Window& window);

// The event with its record span cut to `to`; what it plays follows. Must overlap.
[[nodiscard]] Event cut_to(Event event, TimeSpan to);

// The curve inside [0, length], with the values it has at both ends; times move by `shift` before.
// An empty curve stays empty, a single point is a constant.
[[nodiscard]] Curve cut_to(const Curve& curve, Rational shift, Rational length);

// The value at a moment; before the first and after the last point that point's.
[[nodiscard]] double value_at(const Curve& curve, Rational at);

// Both at once (gains in dB add up), exact at the points of either, straight in dB between them.
[[nodiscard]] Curve sum_of(const Curve& a, const Curve& b);

} // namespace dub::conform
