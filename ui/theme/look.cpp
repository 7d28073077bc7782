#include "ui/theme/look.h"

#include <cmath>

#include <QApplication>
#include <QPalette>

#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

namespace dub::ui::theme {
namespace {

// As style, palette and font are the application's, of which there is one.
double look_scale = 1;

QPalette dark() {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, QRgb colour) { palette.setColor(role, QColor(colour)); };
    set(QPalette::Window, panel);
    set(QPalette::WindowText, text);
    set(QPalette::Base, well);
    set(QPalette::AlternateBase, base);
    set(QPalette::Text, text);
    set(QPalette::Button, raised);
    set(QPalette::ButtonText, text);
    set(QPalette::Highlight, accent);
    set(QPalette::HighlightedText, on_colour);
    set(QPalette::ToolTipBase, raised);
    set(QPalette::ToolTipText, text);
    set(QPalette::PlaceholderText, hint);
    set(QPalette::Link, accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(outline));
    return palette;
}

// What the palette cannot say; kept short, a style sheet costs time on every repaint.
constexpr const char* sheet = "QToolTip { border: 1px solid #3A3F45; padding: 3px; }"
                              "QSplitter::handle { background: #111315; }"
                              "QToolButton { padding: 2px 6px; }"
                              "QToolButton:checked { background: #4DA3FF; color: #0E0F11; }";

} // namespace

QFont text_font() {
    QFont font(QStringLiteral("Inter"));
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(scaled(12));
    return font;
}

QFont number_font(int pixels) {
    QFont font(QStringLiteral("DejaVu Sans Mono"));
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(scaled(pixels));
    return font;
}

int scaled(int pixels) {
    if (look_scale == 1 || pixels == 0) return pixels;
    const int made = static_cast<int>(std::lround(pixels * look_scale));
    return made != 0 ? made : pixels > 0 ? 1 : -1;
}

void apply_look(QApplication& application, double scale) {
    look_scale = scale;
    QApplication::setStyle(new Style);
    QApplication::setPalette(dark());
    QApplication::setFont(text_font());
    application.setStyleSheet(QString::fromLatin1(sheet));
}

} // namespace dub::ui::theme
