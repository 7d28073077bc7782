#pragma once
// Asks for the colour of strips, with those of the roles at hand. [window thread]

#include <functional>
#include <string>

#include <QColor>

class QWidget;

namespace dub::ui {

// Stays beside the work until something is chosen; `chosen` hears "#rrggbb".
void ask_strip_colour(const QColor& now, QWidget* parent, std::function<void(const std::string&)> chosen);

} // namespace dub::ui
