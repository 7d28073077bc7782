#pragma once
// The picture along the timeline: thumbnails side by side, a line at each shot cut. [window thread]

#include <map>
#include <tuple>

#include <QImage>
#include <QPainter>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

class PictureStrip {
  public:
    void paint(QPainter& painter, const QRect& place, const Scene& scene);

  private:
    void paint_picture(QPainter& painter, const QRect& place, const Scene& scene,
                       const session::Picture& picture);
    // Null where it is not ready.
    [[nodiscard]] QImage thumbnail(PicturePort& pictures, PictureId picture, FrameCount frame, QSize size,
                                   double device_pixels);

    using Key = std::tuple<PictureId, std::int64_t, int, double>; // picture, frame, height, device pixels
    std::map<Key, QImage> scaled_;                                // thumbnails as they are painted
};

} // namespace dub::ui::timeline
