#include "ui/meters/loudness_panel.h"

#include <cmath>

#include <QMouseEvent>
#include <fmt/format.h>

#include "ui/meters/stem_table.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int numbers_height = 108, panel_pad = 8, label_size = 11, number_size = 16;
constexpr double top_lufs = -5, bottom_lufs = -50; // of the curve

QString number(double value) {
    return std::isfinite(value) ? QString::number(value, 'f', 1) : QStringLiteral("–");
}

bool same(double a, double b) { return number(a) == number(b); }

bool same(const LoudnessReading& a, const LoudnessReading& b) {
    return same(a.momentary.value, b.momentary.value) && same(a.short_term.value, b.short_term.value) &&
           same(a.integrated.value, b.integrated.value) && same(a.dialogue.value, b.dialogue.value) &&
           same(a.range.value, b.range.value) && same(a.true_peak_max.value, b.true_peak_max.value);
}

bool same(const std::vector<StemLoudness>& a, const std::vector<StemLoudness>& b) {
    return std::ranges::equal(a, b, [](const StemLoudness& one, const StemLoudness& other) {
        return one.name == other.name && same(one.momentary.value, other.momentary.value) &&
               same(one.short_term.value, other.short_term.value) &&
               same(one.integrated.value, other.integrated.value);
    });
}

// Loudness-to-dialogue ratio of EBU R 128 s4: the programme's over the dialogue's, in LU.
double dialogue_ratio(const LoudnessReading& reading) {
    return reading.integrated.value - reading.dialogue.value;
}

} // namespace

LoudnessPanel::LoudnessPanel(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports) {
    setAccessibleName(QStringLiteral("Loudness"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(200, 120);
    setToolTip(QStringLiteral(
        "Momentary (bright) and short-term loudness over the programme, LUFS: click to go there"));
}

void LoudnessPanel::set_below(LoudnessBelow below) {
    below_ = below;
    stems_.clear();
    update();
}

void LoudnessPanel::tick() {
    const LoudnessReading now = ports_.meters.loudness();
    const std::size_t points = ports_.meters.history().size();
    std::vector<StemLoudness> stems;
    if (below_ == LoudnessBelow::stems) stems = ports_.meters.stems();
    if (points == points_ && same(now, reading_) && same(stems, stems_)) return;
    reading_ = now;
    points_ = points;
    stems_ = std::move(stems);
    QString words =
        QStringLiteral("Integrated %1 LUFS, dialogue %2 LUFS, true peak %3 dBTP")
            .arg(number(now.integrated.value), number(now.dialogue.value), number(now.true_peak_max.value));
    if (std::isfinite(dialogue_ratio(now)))
        words += QStringLiteral(", programme over dialogue %1 LU").arg(number(dialogue_ratio(now)));
    if (!stems_.empty()) words += QStringLiteral("; ") + words_of(stems_);
    setAccessibleDescription(words);
    update();
}

QRect LoudnessPanel::curve_area() const {
    return rect().adjusted(panel_pad, numbers_height, -panel_pad, -panel_pad);
}

SampleRange LoudnessPanel::programme() const {
    const session::Session& session = ports_.document.now();
    const FrameRange frames = session::programme(session);
    return {sample_of(session, frames.start), sample_of(session, frames.end)};
}

void LoudnessPanel::paint_numbers(QPainter& painter) const {
    const std::pair<const char*, double> values[] = {
        {"M", reading_.momentary.value},
        {"S", reading_.short_term.value},
        {"I LUFS", reading_.integrated.value},
        {"LRA LU", std::isfinite(reading_.integrated.value) ? reading_.range.value : minus_infinity},
        {"DX LUFS", reading_.dialogue.value},
        {"LDR LU", dialogue_ratio(reading_)},
        {"TP dBTP", reading_.true_peak_max.value}};
    constexpr int columns = 3, rows = 3;
    const int cell = (width() - 2 * panel_pad) / columns, height = numbers_height / rows - 2;
    for (int i = 0; i < static_cast<int>(std::size(values)); ++i) {
        const QRect at(panel_pad + i % columns * cell, 4 + i / columns * height, cell, height);
        painter.setFont(theme::number_font(label_size));
        painter.setPen(QColor(theme::label));
        painter.drawText(at, Qt::AlignLeft | Qt::AlignTop, QString::fromLatin1(values[i].first));
        painter.setFont(theme::number_font(number_size));
        painter.setPen(QColor(theme::text));
        painter.drawText(at, Qt::AlignLeft | Qt::AlignBottom, number(values[i].second));
    }
}

void LoudnessPanel::paint_curve(QPainter& painter) const {
    const QRect area = curve_area();
    painter.fillRect(area, QColor(theme::base));
    const auto y_of = [&](double lufs) {
        const double part = (top_lufs - std::clamp(lufs, bottom_lufs, top_lufs)) / (top_lufs - bottom_lufs);
        return area.top() + static_cast<int>(part * area.height());
    };
    painter.setFont(theme::number_font(9));
    const bool low = y_of(-20) - y_of(-10) < 11; // no room for each number
    for (const int lufs : {-10, -20, -30, -40}) {
        painter.setPen(QColor(theme::line));
        painter.drawLine(area.left(), y_of(lufs), area.right(), y_of(lufs));
        if (low && lufs != -20) continue;
        painter.setPen(QColor(theme::hint));
        painter.drawText(area.left() + 2, y_of(lufs) - 2, QString::number(lufs));
    }
    const SampleRange all = programme();
    if (all.empty()) return;
    const double per_pixel = static_cast<double>(all.length().value) / std::max(1, area.width());
    const auto column_of = [&](SamplePos at) {
        return std::min(static_cast<int>(static_cast<double>((at - all.start).value) / per_pixel),
                        std::max(1, area.width()) - 1);
    };
    // A film has tens of thousands of points: what is painted is the loudest of each column.
    const LoudnessPoint silent{{}, -HUGE_VALF, -HUGE_VALF};
    std::vector<LoudnessPoint> columns(static_cast<std::size_t>(std::max(1, area.width())), silent);
    for (const LoudnessPoint& point : ports_.meters.history()) {
        if (!all.contains(point.at)) continue;
        LoudnessPoint& column = columns[static_cast<std::size_t>(column_of(point.at))];
        column.momentary = std::max(column.momentary, point.momentary);
        column.short_term = std::max(column.short_term, point.short_term);
    }
    const QColor bright = theme::mixed(QColor(theme::accent), QColor(theme::base), 0.6);
    for (int x = 0; x < static_cast<int>(columns.size()); ++x) {
        const LoudnessPoint& column = columns[static_cast<std::size_t>(x)];
        painter.setPen(bright);
        if (std::isfinite(column.momentary))
            painter.drawLine(area.left() + x, y_of(column.momentary), area.left() + x, area.bottom());
        painter.setPen(QColor(theme::text));
        if (std::isfinite(column.short_term)) painter.drawPoint(area.left() + x, y_of(column.short_term));
    }
}

void LoudnessPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::well));
    paint_numbers(painter);
    below_ == LoudnessBelow::stems ? paint_stems(painter, curve_area(), stems_) : paint_curve(painter);
}

void LoudnessPanel::mousePressEvent(QMouseEvent* event) {
    const QRect area = curve_area();
    const SampleRange all = programme();
    if (below_ == LoudnessBelow::stems || !area.contains(event->pos()) || all.empty()) return;
    const double part = static_cast<double>(event->pos().x() - area.left()) / std::max(1, area.width());
    go_to(all.start + SampleCount{std::llround(part * static_cast<double>(all.length().value))});
}

} // namespace dub::ui
