#include "ui/meters/meter_bridge.h"

#include <fmt/format.h>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int bar_width = 14, gap = 4, scale_width = 28, label_height = 16, clip_height = 6, pad = 8;
constexpr double marks_db[] = {0, -3, -6, -10, -15, -20, -30, -40, -60};

struct Zone {
    double to_db;
    QRgb colour;
};
// Green to -20, yellow to -9, orange to -2, red above.
constexpr Zone zones[] = {{-20, 0xFF4CC36B}, {-9, 0xFFF2C94C}, {-2, 0xFFF2994A}, {0, 0xFFEB5757}};

int y_of(double db, QRect area) {
    return area.bottom() + 1 - static_cast<int>(scale_of(db) * area.height() + 0.5);
}

} // namespace

MeterBridge::MeterBridge(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports) {
    setAccessibleName(QStringLiteral("Printmaster meters"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumHeight(120);
    tick(0);
}

QSize MeterBridge::sizeHint() const {
    const int channels = std::max(2, ports_.document.now().info->home.channels());
    return {scale_width + channels * (bar_width + gap) + 2 * pad, 200};
}

void MeterBridge::tick(double seconds) {
    const session::Bus* const main = session::printmaster_of(ports_.document.now());
    if (main == nullptr) return;
    auto reading = ports_.meters.strip({{}, main->id});
    if (reading.channels.empty()) { // nothing is measured: the bars stand empty, with their names
        reading.layout = main->layout;
        reading.channels.resize(static_cast<std::size_t>(main->layout.channels()));
    }
    bool moved = bars_.size() != reading.channels.size();
    bars_.resize(reading.channels.size());
    for (std::size_t c = 0; c < bars_.size(); ++c) {
        const Bar before = bars_[c];
        bars_[c].step(reading.channels[c].peak.value, seconds);
        moved = moved || before.level_db != bars_[c].level_db || before.held_db != bars_[c].held_db;
    }
    reading_ = std::move(reading);
    if (moved) update();
}

QRect MeterBridge::bar_area() const {
    return rect().adjusted(scale_width + pad, pad + clip_height + 2, -pad, -pad - label_height);
}

void MeterBridge::paint_scale(QPainter& painter, QRect area) const {
    painter.setFont(theme::number_font(10));
    for (const double db : marks_db) {
        const int y = y_of(db, area);
        painter.setPen(QColor(db == -20 ? theme::text : theme::hint));
        painter.drawText(QRect(0, y - 7, scale_width, 14), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(db));
        painter.setPen(QColor(db == -20 ? theme::outline : theme::line));
        painter.drawLine(area.left(), y, area.right(), y);
    }
}

void MeterBridge::paint_bar(QPainter& painter, QRect area, std::size_t channel) const {
    const Bar& bar = bars_[channel];
    painter.fillRect(area, QColor(theme::base));
    double from = Bar::floor_db;
    for (const Zone& zone : zones) {
        const double to = std::min(bar.level_db, zone.to_db);
        if (to > from)
            painter.fillRect(
                QRect(QPoint(area.left(), y_of(to, area)), QPoint(area.right(), y_of(from, area) - 1)),
                QColor(zone.colour));
        from = zone.to_db;
    }
    if (bar.held_db > Bar::floor_db)
        painter.fillRect(area.left(), y_of(bar.held_db, area), area.width(), 1, QColor(theme::text));
    painter.fillRect(area.left(), area.top() - clip_height - 2, area.width(), clip_height,
                     QColor(reading_.channels[channel].clipped ? theme::record : theme::base));
}

void MeterBridge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::well));
    const QRect area = bar_area();
    paint_scale(painter, area);
    int place = 0; // in the order of the stage: L C R ... LFE
    for (const int channel : permutation(reading_.layout, ChannelOrder::film)) {
        if (channel < 0) continue;
        const QRect bar(area.left() + place++ * (bar_width + gap), area.top(), bar_width, area.height());
        paint_bar(painter, bar, static_cast<std::size_t>(channel));
        painter.setPen(QColor(theme::label));
        painter.setFont(theme::number_font(9));
        painter.drawText(QRect(bar.left() - gap, bar.bottom() + 2, bar_width + 2 * gap, label_height),
                         Qt::AlignCenter,
                         QString::fromStdString(std::string(label(reading_.layout[channel]))));
    }
}

void MeterBridge::mousePressEvent(QMouseEvent*) {
    ports_.meters.reset();
    update();
}

} // namespace dub::ui
