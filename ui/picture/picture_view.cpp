#include "ui/picture/picture_view.h"

#include <algorithm>

#include <QMouseEvent>

#include "engine/core/io.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {
constexpr int smallest_burn_in = 12, burn_in_part = 18; // of the height
}

QRect letterboxed(QSize picture, QRect room) {
    if (picture.isEmpty()) return room;
    const QSize fitted = picture.scaled(room.size(), Qt::KeepAspectRatio);
    return {room.x() + (room.width() - fitted.width()) / 2, room.y() + (room.height() - fitted.height()) / 2,
            fitted.width(), fitted.height()};
}

PictureView::PictureView(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports) {
    setAccessibleName(QStringLiteral("Picture"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 90);
}

QString PictureView::burnt_in(SamplePos at) const {
    const session::Session& session = ports_.document.now();
    const auto text = [&](Unit unit) { return QString::fromStdString(position_text(at, unit, session)); };
    switch (burn_in_) {
    case BurnIn::off: return {};
    case BurnIn::timecode: return text(Unit::timecode);
    case BurnIn::feet_frames: return text(Unit::feet_frames);
    case BurnIn::both: break;
    }
    return text(Unit::timecode) + QStringLiteral("   ") + text(Unit::feet_frames);
}

void PictureView::tick(const TransportState& now, QSize pixels) {
    auto picture = ports_.pictures.at(now.heard, now.speed, pixels.width(), pixels.height());
    const QString text = burnt_in(now.heard);
    const QString trouble = QString::fromStdString(ports_.pictures.sentence());
    if (picture == picture_ && text == text_ && trouble == trouble_) return;
    picture_ = std::move(picture);
    text_ = text;
    trouble_ = trouble;
    setAccessibleDescription(trouble);
    repaint(); // now: an update is put off by 5 ms and more, and the sound does not wait
}

void PictureView::set_burn_in(BurnIn what) {
    burn_in_ = what;
    text_.clear(); // the next tick writes it
}

void PictureView::paint_burn_in(QPainter& painter) const {
    if (text_.isEmpty()) return;
    painter.setFont(theme::number_font(std::max(smallest_burn_in, height() / burn_in_part)));
    QRect box = painter.fontMetrics().boundingRect(text_).adjusted(-theme::grid, -2, theme::grid, 2);
    box.moveCenter({width() / 2, 0});
    box.moveTop(theme::grid); // editorial burns its own in at the bottom
    painter.fillRect(box, QColor(0, 0, 0, 160));
    painter.setPen(QColor(theme::text));
    painter.drawText(box, Qt::AlignCenter, text_);
}

void PictureView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::well));
    if (picture_) {
        const QImage image(reinterpret_cast<const uchar*>(picture_->pixels.data()), picture_->size.width,
                           picture_->size.height, static_cast<qsizetype>(picture_->stride) * 4,
                           QImage::Format_RGB32);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(letterboxed(image.size(), rect()), image);
    } else {
        painter.setPen(QColor(theme::hint));
        const bool none = ports_.document.now().pool->pictures.empty();
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         !trouble_.isEmpty() ? trouble_
                         : none              ? QStringLiteral("No picture in this session")
                                             : QString());
    }
    paint_burn_in(painter);
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) double_clicked();
}

} // namespace dub::ui
