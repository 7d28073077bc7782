#pragma once
// Colours and metrics of the windows, by what they mean. Contrasts were computed against `base`; text is at
// least 4.5:1, what carries meaning 3:1 (WCAG 2.1, 1.4.3 and 1.4.11). Stem colours never stand alone: names
// and letters say the same.

#include <QColor>

#include "engine/session/role.h"

namespace dub::ui::theme {

inline constexpr QRgb well = 0xFF111315;    // clocks, meters, around the picture
inline constexpr QRgb base = 0xFF1B1D20;    // timeline
inline constexpr QRgb panel = 0xFF24272B;   // headers, strips
inline constexpr QRgb raised = 0xFF2F3338;  // buttons, inputs
inline constexpr QRgb line = 0xFF3A3F45;    // between things; carries no meaning
inline constexpr QRgb outline = 0xFF6B727B; // carries meaning
inline constexpr QRgb text = 0xFFE6E8EB;
inline constexpr QRgb label = 0xFFA9B0B8;
inline constexpr QRgb hint = 0xFF7E8790; // on well and base only
inline constexpr QRgb accent = 0xFF4DA3FF;
inline constexpr QRgb playhead = 0xFFFF5A4F;
inline constexpr QRgb cursor = 0xFFE6E8EB;
inline constexpr QRgb mute = 0xFFF2994A;
inline constexpr QRgb solo = 0xFFF2C94C;
inline constexpr QRgb record = 0xFFEB5757;
inline constexpr QRgb input = 0xFF56CCF2;
inline constexpr QRgb good = 0xFF4CC36B;
inline constexpr QRgb automation_off = 0xFF8A9099;
inline constexpr QRgb print = 0xFFD0D4DA;     // what was printed
inline constexpr QRgb on_colour = 0xFF0E0F11; // text on a stem's colour

// A length in pixels of a window at 100 per cent as it is now. Below that everything is made of smaller
// lengths and fonts, since Qt cannot paint at less than a pixel for a pixel; above it Qt enlarges the window.
[[nodiscard]] int scaled(int pixels);
struct Metric {
    int pixels;
    operator int() const { return scaled(pixels); } // used as the number it is
};

inline constexpr Metric grid{8}; // half steps allowed
inline constexpr Metric click_target{24};
inline constexpr Metric ruler_height{22};
inline constexpr Metric toolbar_height{40};
inline constexpr Metric clip_header{14};
inline constexpr Metric trim_zone{8};
inline constexpr Metric track_heights[] = {{24}, {40}, {64}, {112}, {200}};

// Of a role; nullopt (no role) is grey.
[[nodiscard]] QColor role_colour(std::optional<session::Role> role);
[[nodiscard]] QColor mixed(QColor a, QColor b, double part_of_b);

} // namespace dub::ui::theme
