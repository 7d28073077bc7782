#pragma once
// Markers, and reels with leader, FFOA, LFOA and pops, in their bands of the rulers. [window thread]

#include <QPainter>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

// Where a band has a place; far outside of it, not further than painters can count.
[[nodiscard]] int x_in(const QRect& band, const Scene& scene, SamplePos at);

void paint_markers(QPainter& painter, const QRect& band, const Scene& scene);
void paint_segments(QPainter& painter, const QRect& band, const Scene& scene);

} // namespace dub::ui::timeline
