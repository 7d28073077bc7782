#pragma once
// The few signs on buttons, drawn as shapes: sharp at every scale, in the colours of the theme. [window
// thread]

#include <QIcon>

namespace dub::ui::theme {

enum class Sign : unsigned char { play, stop, start, end, loop, back, forward, rolls };
[[nodiscard]] QIcon icon(Sign sign); // 16 px and 32 px; when checked, dark on the accent

} // namespace dub::ui::theme
