// Scopes say what the port measures, and ask for nothing while they are not seen.
#include <gtest/gtest.h>

#include <QApplication>
#include <QTest>

#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "ui/console/meter_column.h"
#include "ui/meters/goniometer.h"
#include "ui/meters/loudness_panel.h"
#include "ui/meters/phase_bars.h"
#include "ui/meters/scopes_panel.h"
#include "ui/meters/spectrum_view.h"
#include "ui/meters/surround_scope.h"
#include "ui/theme/tokens.h"

namespace dub::test {
namespace {

int coloured(QWidget& widget, QRgb colour) {
    const QImage image = widget.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour;
    return count;
}

ui::ScopeReading five_one() {
    ui::ScopeReading reading;
    reading.layout = *layout_named("5.1");
    reading.rms_db = {-20, -20, -12, -30, -40, minus_infinity};
    reading.pairs = {{Speaker::L, Speaker::R, 0.98}, {Speaker::Ls, Speaker::Rs, -0.5}};
    for (int i = 0; i < 100; ++i)
        reading.points.push_back({std::sin(static_cast<float>(i)), std::sin(static_cast<float>(i))});
    reading.turn = 1;
    return reading;
}

TEST(PhaseBars, say_each_pair_and_colour_what_would_cancel) {
    ui::PhaseBars bars;
    ui::ScopeReading reading = five_one();
    bars.show_reading(reading);
    bars.resize(300, bars.height());
    EXPECT_EQ(bars.accessibleDescription(), QStringLiteral("L R +0.98, Ls Rs -0.50"));
    EXPECT_GT(coloured(bars, ui::theme::good), 100);
    EXPECT_GT(coloured(bars, ui::theme::record), 50);
    reading.pairs[1].correlation = std::numeric_limits<double>::quiet_NaN();
    bars.show_reading(reading);
    EXPECT_EQ(bars.accessibleDescription(), QStringLiteral("L R +0.98, Ls Rs silent"));
    EXPECT_EQ(coloured(bars, ui::theme::record), 0);
}

TEST(SurroundScope, reaches_towards_what_is_loud) {
    ui::SurroundScope scope;
    scope.resize(200, 200);
    ui::ScopeReading reading = five_one();
    scope.show_reading(reading);
    EXPECT_NE(scope.accessibleDescription().indexOf(QStringLiteral("C -12 dB")), -1);
    EXPECT_NE(scope.accessibleDescription().indexOf(QStringLiteral("LFE -30 dB")), -1);
    const auto green_above = [&](int from_y) {
        const QImage image = scope.grab().toImage();
        int count = 0;
        for (int y = 0; y < from_y; ++y)
            for (int x = 0; x < image.width(); ++x)
                count += qGreen(image.pixel(x, y)) > qRed(image.pixel(x, y)) + 40;
        return count;
    };
    const int before = green_above(60);
    reading.rms_db[2] = -2;
    scope.show_reading(reading);
    EXPECT_GT(green_above(60), before);
}

TEST(Goniometer, stands_upright_for_mono_and_lies_for_what_cancels) {
    ui::Goniometer view;
    view.resize(200, 200);
    ui::ScopeReading reading = five_one();
    const auto extent = [&] {
        const QImage image = view.grab().toImage();
        QRect all;
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 200; ++x)
                if (qGreen(image.pixel(x, y)) > qRed(image.pixel(x, y)) + 40) all |= QRect(x, y, 1, 1);
        return all;
    };
    view.show_reading(reading);
    EXPECT_GT(extent().height(), 5 * extent().width());
    for (auto& point : reading.points)
        point.right = -point.right;
    view.show_reading(reading);
    EXPECT_GT(extent().width(), 5 * extent().height());
}

ui::SpectrumReading rising(std::uint64_t turn, double db) {
    ui::SpectrumReading reading;
    for (int band = 0; band < 31; ++band)
        reading.bands.push_back({20 * std::pow(10, band / 10.0), band == 17 ? db : -70});
    for (int line = 0; line < 240; ++line)
        reading.lines.push_back({20 * std::pow(1000, line / 239.0), -70});
    reading.turn = turn;
    return reading;
}

TEST(SpectrumView, holds_the_highest_until_a_click) {
    ui::SpectrumView view;
    view.resize(400, 200);
    view.show_reading(rising(1, -10));
    EXPECT_NE(view.accessibleDescription().indexOf(QStringLiteral("loudest at 1002 Hz, -10 dB")), -1);
    view.show_reading(rising(2, -60));
    const int held = coloured(view, ui::theme::text);
    QTest::mouseClick(&view, Qt::LeftButton);
    view.show_reading(rising(3, -60));
    EXPECT_LE(coloured(view, ui::theme::text), held); // the mark lies on the bar now
    const QImage bands = view.grab().toImage();
    view.set_kind(ui::SpectrumKind::lines);
    EXPECT_NE(view.grab().toImage(), bands);
}

TEST(ScopesPanel, asks_for_nothing_while_it_is_not_seen) {
    FakeMeters meters;
    meters.scope_reading = five_one();
    meters.spectrum_reading = rising(1, -10);
    ui::ScopesPanel panel(meters);
    panel.tick();
    EXPECT_EQ(meters.scopes_asked, 0);
    panel.resize(480, 400);
    panel.show();
    panel.tick();
    EXPECT_EQ(meters.scopes_asked, 2);
    bool said = false;
    for (auto* const child : panel.findChildren<QWidget*>())
        said = said || child->accessibleDescription().startsWith(QStringLiteral("L R +0.98"));
    EXPECT_TRUE(said);
}

TEST(LoudnessPanel, shows_the_stems_and_how_far_the_programme_lies_above_its_dialogue) {
    FakePorts rig(film_scene());
    rig.meters.loud = {{-24}, {-25}, {-23}, {-27.5}, {8}, {-3}};
    rig.meters.stem_readings = {{"DX", {-27}, {-27.4}, {-27.1}},
                                {"MX", {minus_infinity}, {minus_infinity}, {minus_infinity}}};
    ui::LoudnessPanel panel(rig.ports);
    panel.resize(320, 220);
    panel.show();
    panel.tick();
    EXPECT_NE(panel.accessibleDescription().indexOf(QStringLiteral("programme over dialogue 4.5 LU")), -1);
    EXPECT_EQ(panel.accessibleDescription().indexOf(QStringLiteral("DX I")), -1);
    const QImage history = panel.grab().toImage();
    panel.set_below(ui::LoudnessBelow::stems);
    panel.tick();
    EXPECT_NE(panel.accessibleDescription().indexOf(QStringLiteral("DX I -27.1, S -27.4; MX I –")), -1);
    EXPECT_NE(panel.grab().toImage(), history);
}

TEST(MeterColumn, shows_by_how_much_inserts_lower_the_strip_and_lets_go_slowly) {
    ui::MeterColumn column({}, "DX 1", Layout{Speaker::M}, nullptr);
    column.resize(column.width(), 200);
    ui::MeterReading reading{Layout{Speaker::M}, {{}}};
    reading.reduction_db = 6;
    column.step(reading, 0.02);
    const int lowered = coloured(column, ui::theme::mute);
    EXPECT_GT(lowered, 100);
    reading.reduction_db = 0;
    column.step(reading, 0.25); // 12 dB a second
    EXPECT_NEAR(column.reduction_db(), 3, 1e-9);
    EXPECT_NEAR(coloured(column, ui::theme::mute), lowered / 2, 6);
    column.step(reading, 1);
    EXPECT_EQ(coloured(column, ui::theme::mute), 0);
}

} // namespace
} // namespace dub::test
