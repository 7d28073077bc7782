#include "ui/meters/stem_table.h"

#include <cmath>

#include <QPainter>

#include "ui/text.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int line_height = 15;

QString number(Lufs value) {
    return std::isfinite(value.value) ? QString::number(value.value, 'f', 1) : QStringLiteral("–");
}

} // namespace

void paint_stems(QPainter& painter, const QRect& area, std::span<const StemLoudness> stems) {
    const int column = area.width() / 4;
    const auto write = [&](int line, int at, const QString& words, QRgb colour) {
        painter.setPen(QColor(colour));
        painter.drawText(
            QRect(area.left() + at * column, area.top() + line * line_height, column, line_height),
            Qt::AlignVCenter | (at == 0 ? Qt::AlignLeft : Qt::AlignRight), words);
    };
    painter.setFont(theme::number_font(11));
    int line = 0;
    for (int at = 0; const char* const head : {"Stem LUFS", "M", "S", "I"})
        write(line, at++, QString::fromLatin1(head), theme::label);
    for (const StemLoudness& stem : stems) {
        if ((++line + 1) * line_height > area.height()) return;
        write(line, 0, painter.fontMetrics().elidedText(text_of(stem.name), Qt::ElideMiddle, column - 4),
              theme::text);
        for (int at = 1; const Lufs value : {stem.momentary, stem.short_term, stem.integrated})
            write(line, at++, number(value), theme::text);
    }
}

QString words_of(std::span<const StemLoudness> stems) {
    QStringList all;
    for (const StemLoudness& stem : stems)
        all.push_back(QStringLiteral("%1 I %2, S %3")
                          .arg(text_of(stem.name), number(stem.integrated), number(stem.short_term)));
    return all.join(QStringLiteral("; "));
}

} // namespace dub::ui
