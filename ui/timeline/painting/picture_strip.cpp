#include "ui/timeline/painting/picture_strip.h"

#include <algorithm>

#include "engine/core/io.h"
#include "ui/theme/tokens.h"

namespace dub::ui::timeline {
namespace {

constexpr std::size_t most_thumbnails = 2000;

int wide(int height) { return height * 16 / 9; }

} // namespace

QImage PictureStrip::thumbnail(PicturePort& pictures, PictureId picture, FrameCount frame, QSize size,
                               double device_pixels) {
    const Key key{picture, frame.value, size.height(), device_pixels};
    if (const auto known = scaled_.find(key); known != scaled_.end()) return known->second;
    const auto decoded = pictures.thumbnail(picture, frame);
    if (decoded == nullptr || decoded->size.width <= 0 || decoded->size.height <= 0) return {};
    const QImage whole(reinterpret_cast<const uchar*>(decoded->pixels.data()), decoded->size.width,
                       decoded->size.height, static_cast<qsizetype>(decoded->stride) * 4,
                       QImage::Format_RGB32);
    QImage scaled = whole.scaled(size * device_pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    scaled.setDevicePixelRatio(device_pixels);
    return scaled_[key] = std::move(scaled);
}

void PictureStrip::paint_picture(QPainter& painter, const QRect& place, const Scene& scene,
                                 const session::Picture& picture) {
    const Scale& scale = scene.view.scale;
    const SamplePos start = session::sample_of(scene.session, picture.at);
    const SamplePos end = session::sample_of(scene.session, picture.at + picture.length);
    const std::int64_t first = std::max<std::int64_t>(scale.x_of(start), 0);
    const std::int64_t last = std::min<std::int64_t>(scale.x_of(end), place.width());
    if (first >= last) return;
    const QRect shown(place.left() + static_cast<int>(first), place.top() + 1, static_cast<int>(last - first),
                      place.height() - 2);
    painter.save();
    painter.setClipRect(shown, Qt::IntersectClip);
    painter.fillRect(shown, QColor(theme::base));
    // Side by side on whole pixels of the programme, so that they stay where they are when it scrolls.
    const int step = wide(shown.height());
    const std::int64_t origin = scale.pixel(start);
    const std::int64_t skipped = std::max<std::int64_t>(0, (scale.left - origin) / step);
    for (std::int64_t pixel = origin + skipped * step; pixel - scale.left < last; pixel += step) {
        const FramePos frame = session::frame_of(scene.session, std::max(start, scale.at_pixel(pixel)));
        const QPoint corner(place.left() + static_cast<int>(pixel - scale.left), shown.top());
        const QImage image = thumbnail(scene.ports.pictures, picture.id, frame - picture.at,
                                       {step, shown.height()}, painter.device()->devicePixelRatioF());
        if (!image.isNull()) painter.drawImage(corner, image);
        painter.fillRect(QRect(corner, QSize(1, shown.height())), QColor(theme::well));
    }
    for (const FrameCount cut : scene.ports.pictures.shot_cuts(picture.id)) {
        const std::int64_t x = scale.x_of(session::sample_of(scene.session, picture.at + cut));
        if (x >= first && x < last)
            painter.fillRect(QRect(place.left() + static_cast<int>(x), shown.top(), 1, shown.height()),
                             QColor(theme::solo));
    }
    painter.setPen(QColor(theme::outline));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(shown).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

void PictureStrip::paint(QPainter& painter, const QRect& place, const Scene& scene) {
    if (scaled_.size() > most_thumbnails) scaled_.clear();
    for (const auto& picture : scene.session.pool->pictures)
        paint_picture(painter, place, scene, *picture);
}

} // namespace dub::ui::timeline
