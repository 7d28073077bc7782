#include "ui/meters/meter_group.h"

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

struct Zone {
    double to_db;
    QRgb colour;
};
// Green to -20, yellow to -9, orange to -2, red above.
constexpr Zone zones[] = {{-20, theme::good}, {-9, theme::solo}, {-2, theme::mute}, {0, theme::record}};

int y_of(double db, QRect area) {
    return area.bottom() + 1 - static_cast<int>(scale_of(db) * area.height() + 0.5);
}

QString decibels(double value) {
    return std::isfinite(value) ? QString::number(value, 'f', 1) : QStringLiteral("-inf");
}

} // namespace

MeterGroup::MeterGroup(session::StripOwner owner, std::string name, Layout layout, Look look)
    : owner_(owner)
    , name_(std::move(name))
    , layout_(layout)
    , look_(look)
    , bars_(static_cast<std::size_t>(layout.channels()))
    , readings_(bars_.size())
    , highest_db_(bars_.size(), minus_infinity) {}

int MeterGroup::width(const Layout& layout, const Look& look) {
    return layout.channels() * (look.bar + look.gap) - (layout.channels() == 0 ? 0 : look.gap);
}

QRect MeterGroup::bars() const { return place_.adjusted(0, clip_height + 2, 0, -label_height); }

bool MeterGroup::step(const MeterReading& reading, BarKind kind, double seconds) {
    const QRect area = bars();
    bool moved = false;
    for (std::size_t c = 0; c < bars_.size(); ++c) {
        const ChannelReading now =
            c < reading.channels.size() && reading.layout == layout_ ? reading.channels[c] : ChannelReading{};
        Bar& bar = bars_[c];
        const Bar before = bar;
        if (kind == BarKind::quasi_peak) bar.level_db = Bar::floor_db; // the reading has fallen already
        bar.step(kind == BarKind::quasi_peak ? now.ppm_db : now.peak.value, seconds);
        highest_db_[c] = std::max(highest_db_[c], now.peak.value);
        moved = moved || y_of(before.level_db, area) != y_of(bar.level_db, area) ||
                y_of(before.held_db, area) != y_of(bar.held_db, area) || now.clipped != readings_[c].clipped;
        readings_[c] = now;
    }
    return moved;
}

void MeterGroup::paint_bar(QPainter& painter, QRect area, std::size_t channel) const {
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
                     QColor(readings_[channel].clipped ? theme::record : theme::base));
}

void MeterGroup::paint(QPainter& painter) const {
    const QRect area = bars();
    painter.setPen(QColor(theme::label));
    painter.setFont(theme::number_font(look_.bar < 14 ? 8 : 9));
    int place = 0;
    for (const int channel : permutation(layout_, ChannelOrder::film)) {
        if (channel < 0) continue;
        const QRect bar(area.left() + place++ * (look_.bar + look_.gap), area.top(), look_.bar,
                        area.height());
        paint_bar(painter, bar, static_cast<std::size_t>(channel));
        if (!look_.names) continue;
        painter.setPen(QColor(theme::label));
        painter.drawText(
            QRect(bar.left() - look_.gap, bar.bottom() + 2, look_.bar + 2 * look_.gap, label_height),
            Qt::AlignCenter, QString::fromStdString(std::string(label(layout_[channel]))));
    }
    if (look_.names) return;
    const QRect below(place_.left() - 2, area.bottom() + 2, place_.width() + 4, label_height);
    painter.drawText(
        below, Qt::AlignCenter,
        painter.fontMetrics().elidedText(QString::fromStdString(name_), Qt::ElideRight, below.width()));
}

QString MeterGroup::words() const {
    QStringList lines{QString::fromStdString(name_)};
    for (int c = 0; c < layout_.channels(); ++c) {
        const auto at = static_cast<std::size_t>(c);
        QString line =
            QStringLiteral("%1 peak %2 dBFS")
                .arg(QString::fromStdString(std::string(label(layout_[c]))), decibels(highest_db_[at]));
        if (std::isfinite(readings_[at].true_peak_max.value))
            line += QStringLiteral(", true peak %1 dBTP").arg(decibels(readings_[at].true_peak_max.value));
        if (readings_[at].clipped) line += QStringLiteral(", overload");
        lines.push_back(line);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace dub::ui
