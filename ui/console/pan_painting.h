#pragma once
// A panner's stage as it is painted: the room with its speakers and what each of them plays, the source's
// channels, the trail of the puck, and where its lane would have it while a hand is on it. [window thread]

#include "ui/console/pan_geometry.h"
#include "ui/console/pan_trail.h"
#include "ui/ports/panner.h"

class QPainter;

namespace dub::ui {

struct PanScene {
    const Layout& source;
    const Layout& room;
    PanKind kind;
    const PanPlace& place;
    std::optional<PanPlace> lane; // none: no hand is on it, or it has no lane
    const PanPicture& picture;
    const PanTrail& trail;
    bool held, focused;
};
void paint_pan(QPainter& painter, const PanGeometry& geometry, const PanScene& scene);

} // namespace dub::ui
