// WCAG 2.1: text stands out 4.5:1 from what it is written on, what carries meaning 3:1.

#include <cmath>

#include <gtest/gtest.h>

#include "ui/theme/tokens.h"

namespace dub::ui::theme {
namespace {

double linear(int eight_bit) { // WCAG 2.1, definition of relative luminance
    const double part = eight_bit / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}
double luminance(const QColor& c) {
    return 0.2126 * linear(c.red()) + 0.7152 * linear(c.green()) + 0.0722 * linear(c.blue());
}
double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

TEST(Contrast, text_can_be_read_on_every_ground) {
    for (const QRgb ground : {well, base, panel, raised}) {
        EXPECT_GE(contrast(text, ground), 4.5);
        EXPECT_GE(contrast(label, ground), 4.5);
    }
    for (const QRgb ground : {well, base})
        EXPECT_GE(contrast(hint, ground), 4.5);
}

TEST(Contrast, what_carries_meaning_can_be_seen) {
    for (const QRgb colour : {accent, playhead, mute, solo, record, input, good, outline})
        EXPECT_GE(contrast(colour, base), 3.0) << QColor(colour).name().toStdString();
}

TEST(Contrast, every_role_stands_out_and_carries_its_text) {
    for (const auto role : session::roles()) {
        EXPECT_GE(contrast(role_colour(role), base), 4.5) << session::name_of(role);
        EXPECT_GE(contrast(on_colour, role_colour(role)), 4.5) << session::name_of(role);
    }
    EXPECT_GE(contrast(role_colour(std::nullopt), base), 4.5);
}

} // namespace
} // namespace dub::ui::theme
