#pragma once
// The lanes over the clips: a line for each track that shows one, a square for each breakpoint. Where no lane
// is, the strip's own value is a dashed line. [window thread]

#include <QPainter>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

// `area`: pixels of the lanes that are painted.
void paint_automation(QPainter& painter, const Scene& scene, const QRect& area);

} // namespace dub::ui::timeline
