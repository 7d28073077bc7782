#pragma once
// The whole program's look: Fusion with a dark palette, a short style sheet, and the user's scale. Call
// before the first widget is made. `scale`: of all lengths and fonts, up to 1. [window thread]

#include <QFont>

class QApplication;

namespace dub::ui::theme {

void apply_look(QApplication& application, double scale = 1);
[[nodiscard]] QFont text_font();             // 12 px at 100 per cent
[[nodiscard]] QFont number_font(int pixels); // digits of one width; at 100 per cent

} // namespace dub::ui::theme
