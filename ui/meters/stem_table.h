#pragma once
// Loudness of each stem in numbers, a line a stem: momentary, short-term, integrated. [window thread]

#include <span>

#include <QRect>

#include "ui/ports/meters.h"

class QPainter;

namespace dub::ui {

// What does not fit in is left out from the end.
void paint_stems(QPainter& painter, const QRect& area, std::span<const StemLoudness> stems);
// The same in words: "DX I -27.1, S -26.8 LUFS, …"
[[nodiscard]] QString words_of(std::span<const StemLoudness> stems);

} // namespace dub::ui
