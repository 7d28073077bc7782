#pragma once
// The whole program's look: Fusion with a dark palette, a short style sheet, and the user's scale. Call once,
// before the first widget is made. [window thread]

#include <QFont>

class QApplication;

namespace dub::ui::theme {

void apply_look(QApplication& application);
[[nodiscard]] QFont text_font();             // 12 px
[[nodiscard]] QFont number_font(int pixels); // digits of one width

} // namespace dub::ui::theme
