#pragma once
// The names of clips that began left of the view, at its left edge: over the tiles, which know no view.
// [window thread]

#include <QPainter>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

void paint_edge_names(QPainter& painter, const Scene& scene, const QRect& area);

} // namespace dub::ui::timeline
