#include "ui/meters/phase_bars.h"

#include <cmath>

#include <QPainter>

#include "ui/text.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int row_height = 20, name_width = 62, number_width = 40, bar_height = 8, bars_pad = 6;

QString number(int hundredths) {
    return (hundredths > 0 ? QStringLiteral("+") : QString()) + QString::number(hundredths / 100.0, 'f', 2);
}

} // namespace

PhaseBars::PhaseBars(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(QStringLiteral("Correlation"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setToolTip(QStringLiteral("Correlation of each pair: +1 the same, 0 strangers, -1 cancels in mono"));
}

QSize PhaseBars::sizeHint() const {
    return {180, 2 * bars_pad + row_height * static_cast<int>(std::max<std::size_t>(1, bars_.size()))};
}

void PhaseBars::show_reading(const ScopeReading& reading) {
    std::vector<Bar> bars;
    QStringList words;
    for (const ScopeReading::Pair& pair : reading.pairs) {
        const bool heard = !std::isnan(pair.correlation);
        bars.push_back({text_of(label(pair.left)) + QLatin1Char(' ') + text_of(label(pair.right)),
                        heard ? static_cast<int>(std::lround(pair.correlation * 100)) : 0, heard});
        words.push_back(bars.back().name + QLatin1Char(' ') +
                        (heard ? number(bars.back().hundredths) : QStringLiteral("silent")));
    }
    if (bars == bars_) return;
    const bool others = bars.size() != bars_.size();
    bars_ = std::move(bars);
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    if (others) {
        setFixedHeight(sizeHint().height());
        updateGeometry();
    }
    update();
}

void PhaseBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::well));
    painter.setFont(theme::number_font(10));
    const int left = bars_pad + name_width,
              width = std::max(20, this->width() - left - number_width - bars_pad);
    const int middle = left + width / 2;
    for (std::size_t b = 0; b < bars_.size(); ++b) {
        const Bar& bar = bars_[b];
        const int top = bars_pad + static_cast<int>(b) * row_height;
        const QRect track(left, top + (row_height - bar_height) / 2, width, bar_height);
        painter.setPen(QColor(theme::label));
        painter.drawText(QRect(bars_pad, top, name_width, row_height), Qt::AlignVCenter, bar.name);
        painter.fillRect(track, QColor(theme::base));
        const int reach = bar.hundredths * width / 200;
        painter.fillRect(QRect(std::min(middle, middle + reach), track.top(), std::abs(reach), bar_height),
                         QColor(bar.hundredths < 0 ? theme::record : theme::good));
        painter.fillRect(middle, track.top() - 2, 1, bar_height + 4, QColor(theme::outline));
        painter.setPen(QColor(theme::text));
        painter.drawText(QRect(left + width, top, number_width, row_height),
                         Qt::AlignVCenter | Qt::AlignRight,
                         bar.heard ? number(bar.hundredths) : QStringLiteral("–"));
    }
}

} // namespace dub::ui
