// The bars say what the port reads: which channel, how high, what was too loud.
#include <gtest/gtest.h>

#include <QApplication>
#include <QTest>

#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "ui/edit_values.h"
#include "ui/meters/loudness_panel.h"
#include "ui/meters/meter_bridge.h"
#include "ui/theme/tokens.h"

namespace dub::test {
namespace {

struct MeterRig : FakePorts {
    MeterRig()
        : FakePorts(film_scene()) {}

    const session::Bus& printmaster() { return *session::printmaster_of(document.now()); }
    // Every channel of the printmaster at -60 dBFS but one.
    void sound_on(Speaker speaker, double peak_db, double ppm_db) {
        ui::MeterReading reading{printmaster().layout, {}};
        for (int c = 0; c < reading.layout.channels(); ++c) {
            const bool this_one = reading.layout[c] == speaker;
            reading.channels.push_back(
                {{this_one ? peak_db : -60}, this_one ? ppm_db : -60, {}, this_one && peak_db >= 0});
        }
        meters.readings[{{}, printmaster().id}] = reading;
    }
};

int coloured(const QImage& image, QRgb colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour;
    return count;
}

TEST(MeterGroup, PutsEachSpeakerInTheOrderOfTheStage) {
    const Layout layout = *layout_named("5.1");
    ui::MeterGroup group({}, "PM", layout, {.bar = 10, .gap = 2, .names = false});
    group.place(QRect(0, 0, group.width(), 200));
    ui::MeterReading reading{layout, std::vector<ui::ChannelReading>(6)};
    for (int c = 0; c < 6; ++c)
        if (layout[c] == Speaker::C) reading.channels[static_cast<std::size_t>(c)].peak = {-3};
    EXPECT_TRUE(group.step(reading, ui::BarKind::sample_peak, 0.02));
    QImage image(group.width(), 200, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    group.paint(painter);
    // Film order is L C R: the second bar stands, its neighbours lie.
    const int y = group.bars().bottom() - 4;
    EXPECT_EQ(image.pixel(17, y), ui::theme::good);
    EXPECT_NE(image.pixel(5, y), ui::theme::good);
    EXPECT_NE(image.pixel(29, y), ui::theme::good);
}

TEST(MeterGroup, FallsTwentyDecibelsASecondAndHoldsThePeak) {
    ui::MeterGroup group({}, "PM", Layout{Speaker::M}, {});
    group.place(QRect(0, 0, 14, 400));
    const ui::MeterReading loud{Layout{Speaker::M}, {{{-1}, -5, {}, false}}},
        silent{Layout{Speaker::M}, {{}}};
    EXPECT_TRUE(group.step(loud, ui::BarKind::sample_peak, 0.02));
    EXPECT_TRUE(group.step(silent, ui::BarKind::sample_peak, 0.5));
    EXPECT_NE(group.words().indexOf(QStringLiteral("peak -1.0 dBFS")), -1);
    for (int i = 0; i < 10; ++i)
        group.step(silent, ui::BarKind::sample_peak, 1);
    EXPECT_FALSE(group.step(silent, ui::BarKind::sample_peak, 1)); // nothing to repaint any more
}

TEST(MeterGroup, ShowsAnotherLayoutThanItsOwnAsSilence) {
    ui::MeterGroup group({}, "PM", *layout_named("5.1"), {});
    group.place(QRect(0, 0, group.width(), 200));
    EXPECT_FALSE(group.step({Layout{Speaker::M}, {{{-1}, -1, {}, false}}}, ui::BarKind::sample_peak, 0.02));
}

TEST(MeterBridge, ShowsPeakOrQuasiPeakAsChosen) {
    MeterRig rig;
    ui::MeterBridge bridge(rig.ports);
    bridge.resize(bridge.sizeHint());
    rig.sound_on(Speaker::C, -1, -30);
    bridge.tick(0.02);
    EXPECT_GT(coloured(bridge.grab().toImage(), ui::theme::record), 0); // above -2 dBFS
    ui::MeterBridge quasi(rig.ports);
    quasi.resize(quasi.sizeHint());
    quasi.set_bars(ui::BarKind::quasi_peak);
    quasi.tick(0.02);
    EXPECT_EQ(coloured(quasi.grab().toImage(), ui::theme::record), 0);
}

TEST(MeterBridge, KeepsTheOverloadUntilAClickAndLeavesTheLoudnessAlone) {
    MeterRig rig;
    ui::MeterBridge bridge(rig.ports);
    bridge.resize(bridge.sizeHint());
    bridge.show();
    rig.sound_on(Speaker::L, 0.5, 0);
    bridge.tick(0.02);
    QTest::mouseClick(&bridge, Qt::LeftButton, {}, {60, 60});
    EXPECT_EQ(rig.meters.cleared, 1);
    EXPECT_EQ(rig.meters.reset, 0);
}

TEST(MeterBridge, CutsNoStemOffDownToItsLeastWidth) {
    MeterRig rig;
    for (const auto& bus : rig.document.now().routing->buses)
        rig.meters.readings[{{}, bus->id}] = {
            bus->layout, std::vector<ui::ChannelReading>(static_cast<std::size_t>(bus->layout.channels()),
                                                         {{-25}, -25, {}, false})};
    ui::MeterBridge bridge(rig.ports);
    const int least = bridge.minimumSizeHint().width(), roomy = bridge.sizeHint().width();
    EXPECT_LT(least, roomy * 2 / 3);
    for (const int width : {least, (least + roomy) / 2, roomy, roomy + 100}) {
        bridge.resize(width, 200);
        bridge.tick(0.02);
        const QImage seen = bridge.grab().toImage();
        int last = 0;
        for (int x = 0; x < seen.width(); ++x)
            for (int y = 0; y < seen.height(); ++y)
                if (seen.pixel(x, y) == ui::theme::good) last = x;
        EXPECT_LT(last, width - 2) << width;
        EXPECT_GT(last, least - 40) << width;
    }
}

TEST(MeterBridge, HasAGroupForEveryStemAndFollowsTheRouting) {
    MeterRig rig;
    ui::MeterBridge bridge(rig.ports);
    const int before = bridge.sizeHint().width();
    rig.document.changed = [&](const session::Session& now) { bridge.show(now); };
    const auto& stems = rig.document.now().routing->buses;
    const auto stem =
        std::ranges::find_if(stems, [](const auto& bus) { return bus->kind == session::BusKind::stem; });
    ASSERT_NE(stem, stems.end());
    rig.meters.readings[{{}, (*stem)->id}] = {
        (*stem)->layout, std::vector<ui::ChannelReading>(static_cast<std::size_t>((*stem)->layout.channels()),
                                                         {{-25}, -25, {}, false})};
    bridge.resize(bridge.sizeHint());
    const int silent = coloured(bridge.grab().toImage(), ui::theme::good);
    bridge.tick(0.02);
    EXPECT_GT(coloured(bridge.grab().toImage(), ui::theme::good), silent);
    session::Arguments bus{{"name", ui::value("VOX")}, {"kind", ui::value("stem")}};
    EXPECT_TRUE(rig.document.apply({{"add_bus", bus}}, "Add a stem").has_value());
    EXPECT_GT(bridge.sizeHint().width(), before);
}

TEST(LoudnessPanel, PaintsTheLoudestOfAColumnAndGoesWhereItIsClicked) {
    MeterRig rig;
    ui::LoudnessPanel panel(rig.ports);
    panel.resize(300, 200);
    const auto programme = session::programme(rig.document.now());
    const SamplePos start = session::sample_of(rig.document.now(), programme.start);
    for (int i = 0; i < 20'000; ++i)
        rig.meters.points.push_back({start + SampleCount{i * 10}, -40.0F, -45.0F});
    rig.meters.points[100].momentary = -8;
    panel.tick();
    const QImage quiet = panel.grab().toImage();
    rig.meters.points[100].momentary = -40;
    rig.meters.points.push_back({start + SampleCount{300'000}, -40.0F, -45.0F});
    panel.tick();
    EXPECT_NE(quiet, panel.grab().toImage());
    SamplePos gone{-1};
    panel.go_to = [&](SamplePos at) { gone = at; };
    QTest::mouseClick(&panel, Qt::LeftButton, {}, {150, 150});
    EXPECT_GT(gone, start);
}

} // namespace
} // namespace dub::test
