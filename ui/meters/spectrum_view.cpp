#include "ui/meters/spectrum_view.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int left_margin = 26, bottom_margin = 16, view_pad = 6;
constexpr double lowest_hz = 17.8, highest_hz = 22400;

struct Mark {
    double hz;
    const char* name;
};
constexpr Mark marks[] = {{31.5, "31"}, {63, "63"},   {125, "125"}, {250, "250"}, {500, "500"},
                          {1000, "1k"}, {2000, "2k"}, {4000, "4k"}, {8000, "8k"}, {16000, "16k"}};

void hold(std::vector<double>& held, const std::vector<SpectrumReading::Level>& levels) {
    held.resize(levels.size(), minus_infinity);
    for (std::size_t i = 0; i < levels.size(); ++i)
        held[i] = std::max(held[i], levels[i].db);
}

} // namespace

SpectrumView::SpectrumView(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(QStringLiteral("Spectrum"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setToolTip(QStringLiteral(
        "Spectrum of all channels of the printmaster, dBFS; a click forgets the highest levels"));
}

void SpectrumView::set_kind(SpectrumKind kind) {
    kind_ = kind;
    update();
}

void SpectrumView::show_reading(const SpectrumReading& reading) {
    if (reading.turn == reading_.turn && reading.bands.size() == reading_.bands.size()) return;
    reading_ = reading;
    hold(held_bands_, reading_.bands);
    hold(held_lines_, reading_.lines);
    const auto loudest = std::ranges::max_element(reading_.bands, {}, &SpectrumReading::Level::db);
    if (loudest != reading_.bands.end())
        setAccessibleDescription(QStringLiteral("loudest at %1 Hz, %2 dB")
                                     .arg(std::lround(loudest->hz))
                                     .arg(std::lround(std::max(loudest->db, bottom_db))));
    update();
}

QRect SpectrumView::area() const { return rect().adjusted(left_margin, view_pad, -view_pad, -bottom_margin); }

double SpectrumView::x_of(double hz) const {
    return area().left() + std::log(hz / lowest_hz) / std::log(highest_hz / lowest_hz) * area().width();
}

int SpectrumView::y_of(double db) const {
    const double part = (top_db - std::clamp(db, bottom_db, top_db)) / (top_db - bottom_db);
    return area().top() + static_cast<int>(std::lround(part * area().height()));
}

void SpectrumView::paint_grid(QPainter& painter) const {
    painter.setFont(theme::number_font(9));
    for (int db = 0; db > static_cast<int>(bottom_db); db -= 20) {
        painter.setPen(QColor(theme::line));
        painter.drawLine(area().left(), y_of(db), area().right(), y_of(db));
        painter.setPen(QColor(theme::hint));
        painter.drawText(QRect(0, y_of(db) - 7, left_margin - 4, 14), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(db));
    }
    for (const Mark& mark : marks) {
        const int x = static_cast<int>(x_of(mark.hz));
        painter.setPen(QColor(theme::line));
        painter.drawLine(x, area().top(), x, area().bottom());
        painter.setPen(QColor(theme::hint));
        painter.drawText(QRect(x - 16, area().bottom() + 2, 32, bottom_margin - 2), Qt::AlignCenter,
                         QString::fromLatin1(mark.name));
    }
}

void SpectrumView::paint_bands(QPainter& painter) const {
    constexpr double edge = 1.122; // 10^(1/20): the edge of a third octave
    for (std::size_t b = 0; b < reading_.bands.size(); ++b) {
        const SpectrumReading::Level& band = reading_.bands[b];
        const int left = static_cast<int>(x_of(band.hz / edge)) + 1;
        const int width = std::max(1, static_cast<int>(x_of(band.hz * edge)) - left);
        const int top = y_of(band.db);
        painter.fillRect(left, top, width, area().bottom() + 1 - top, QColor(theme::good));
        if (held_bands_[b] > bottom_db)
            painter.fillRect(left, y_of(held_bands_[b]), width, 1, QColor(theme::text));
    }
}

void SpectrumView::paint_lines(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF now, held;
    for (std::size_t l = 0; l < reading_.lines.size(); ++l) {
        now.push_back(QPointF(x_of(reading_.lines[l].hz), y_of(reading_.lines[l].db)));
        held.push_back(QPointF(x_of(reading_.lines[l].hz), y_of(held_lines_[l])));
    }
    painter.setPen(QPen(QColor(theme::outline), 1));
    painter.drawPolyline(held);
    painter.setPen(QPen(QColor(theme::good), 1.4));
    painter.drawPolyline(now);
}

void SpectrumView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::well));
    paint_grid(painter);
    kind_ == SpectrumKind::bands ? paint_bands(painter) : paint_lines(painter);
}

void SpectrumView::mousePressEvent(QMouseEvent*) {
    held_bands_.assign(held_bands_.size(), minus_infinity);
    held_lines_.assign(held_lines_.size(), minus_infinity);
    update();
}

} // namespace dub::ui
