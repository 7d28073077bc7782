// What the room hears: the very fold-downs of the deliveries, levels, patch, delays, bass, headphones.

#include "engine/monitor/monitor.h"

#include <cmath>
#include <complex>
#include <numbers>

#include "engine/plan/build/builder.h"
#include "engine/session/parameters/strip.h"
#include "tests/engine/monitor/monitor_rig.h"

namespace dub::test {
namespace {

using namespace monitor;

const Layout seven_one = *layout_named("7.1");

// Of a mix in `home`, heard as each of `ways`, which are delivered as `layouts`.
void expect_heard_as_delivered(const Layout& home, const std::vector<Listen>& ways,
                               const std::vector<Layout>& layouts) {
    auto session = empty_session(home);
    session::Strip turned; // a field off its rest
    turned.values.set(session::strip::rotate, 40);
    add_track(session, {.name = "FX", .layout = home, .place = {{0}, {9000}}, .strip = turned});
    add_track(session, {.name = "DX", .role = session::Role::dialogue, .place = {{2000}, {6000}}});
    auto routing = *session.routing;
    routing.fold.surround = {-4.5}; // edited, as a session may have it
    routing.fold.lfe = {-10};
    session.routing = std::make_shared<const session::Routing>(std::move(routing));
    plan::Target target;
    for (const Layout& layout : layouts)
        target.outputs.push_back({layout.name(), {}, layout});
    const Recordings recordings;
    const auto plan = compiled(session, target, recordings);
    const auto delivered = rendered(*plan, {{0}, {9600}});
    for (std::size_t way = 0; way < ways.size(); ++way) {
        const Layout& layout = layouts[way];
        MonitorSettings settings = listening("printmaster", layout);
        settings.listen = ways[way];
        settings.sets[0].lfe = {0};
        Room room({{"printmaster", home, delivered.front()}}, settings, 8);
        auto setup = room.setup();
        setup.room.fold = plan::coefficients_of(session.routing->fold);
        const auto monitor = must(Monitor::create(setup, settings));
        const AudioBuffer in = buffer_of(delivered.front());
        AudioBuffer out(8, 9600);
        const OutputAudio source{"printmaster", home, std::as_const(in).block()};
        monitor->process({&source, 1}, out.block());
        for (int c = 0; c < layout.channels(); ++c)
            EXPECT_TRUE(
                std::ranges::equal(out.block().channel(c), delivered[way][static_cast<std::size_t>(c)]))
                << home.name() << " as " << layout.name() << ", " << label(layout[c]);
    }
}

TEST(MonitorFold, listening_to_a_fold_down_is_hearing_the_delivery_to_the_bit) {
    const Layout mono = *layout_named("mono");
    expect_heard_as_delivered(seven_one, {Listen::as_it_is, Listen::five_one, Listen::lo_ro, Listen::mono},
                              {seven_one, five_one, two, mono});
    expect_heard_as_delivered(five_one, {Listen::as_it_is, Listen::lo_ro, Listen::mono},
                              {five_one, two, mono});
}

TEST(MonitorLevel, every_level_is_the_product_of_what_the_knobs_say) {
    MonitorSettings settings = with_preset(listening("main", five_one), level_presets().front());
    settings.sets[0].controls[place(five_one, Speaker::C)].trim = {1.5};
    settings.sets[0].controls[place(five_one, Speaker::R)].inverted = on;
    settings.sets[0].reference_spl = 83;
    auto gains = speaker_gains(settings, settings.sets[0]);
    const auto gain = [&](Speaker s) { return gains[static_cast<std::size_t>(s)]; };
    EXPECT_FLOAT_EQ(gain(Speaker::L), static_cast<float>(std::pow(10, 2 / 20.0)));
    EXPECT_FLOAT_EQ(gain(Speaker::R), -gain(Speaker::L));
    EXPECT_FLOAT_EQ(gain(Speaker::C), static_cast<float>(std::pow(10, 3.5 / 20.0)));
    EXPECT_FLOAT_EQ(gain(Speaker::Ls), static_cast<float>(std::pow(10, -1 / 20.0))); // 82 beside 85
    settings.dim = on;
    settings.sets[0].controls[place(five_one, Speaker::C)].solo = on;
    gains = speaker_gains(settings, settings.sets[0]);
    EXPECT_FLOAT_EQ(gain(Speaker::C), static_cast<float>(std::pow(10, -16.5 / 20.0)));
    EXPECT_EQ(gain(Speaker::L), 0);
    settings.mute = on;
    EXPECT_EQ(speaker_gains(settings, settings.sets[0]), SpeakerGains{});
}

TEST(MonitorPatch, speakers_sound_on_the_channels_they_are_patched_to) {
    MonitorSettings settings = listening("main", two);
    settings.sets[0].patch = {3, -1};
    const NamedSound main = noisy("main", two, 1000);
    Room room({main}, settings, 5);
    const Sound heard = room.run(1000);
    EXPECT_EQ(heard[3], main.sound[0]);
    for (const std::size_t other : {0U, 1U, 2U, 4U})
        EXPECT_EQ(peak(heard[other]), 0);
}

TEST(MonitorDelay, a_delayed_speaker_is_late_by_exactly_that) {
    MonitorSettings settings = listening("main", two);
    settings.sets[0].controls[1].delay_ms = 12.5; // 600 samples
    const NamedSound main = noisy("main", two, 4000);
    Room room({main}, settings, 2);
    const Sound heard = room.run(4000);
    EXPECT_EQ(heard[0], main.sound[0]);
    for (std::size_t i = 600; i < 4000; ++i)
        ASSERT_EQ(heard[1][i], main.sound[1][i - 600]);
}

// Level of the sum of some device channels at a frequency, for an impulse.
double response_db(const Sound& heard, std::initializer_list<std::size_t> channels, double hz) {
    std::complex<double> sum;
    for (const std::size_t c : channels)
        for (std::size_t i = 0; i < heard[c].size(); ++i)
            sum += static_cast<double>(heard[c][i]) *
                   std::polar(1.0, -2 * std::numbers::pi * hz * static_cast<double>(i) / 48000);
    return 20 * std::log10(std::abs(sum));
}

TEST(BassManagement, speaker_and_sub_add_up_flat_and_part_at_the_crossover) {
    for (const double crossover : {80.0, 120.0}) {
        MonitorSettings settings = listening("main", five_one);
        settings.sets[0].crossover = Hz{crossover};
        NamedSound main{"main", five_one, Sound(6, Row(48000, 0.0F))};
        main.sound[place(five_one, Speaker::Ls)][0] = 1;
        Room room({main}, settings, 6);
        const Sound heard = room.run(48000);
        const std::size_t ls = place(five_one, Speaker::Ls), sub = place(five_one, Speaker::LFE);
        for (double hz = 20; hz < 20000; hz *= 1.3)
            EXPECT_NEAR(response_db(heard, {ls, sub}, hz), 0, 0.01) << hz;
        EXPECT_NEAR(response_db(heard, {ls}, crossover), -6.02, 0.05);
        EXPECT_NEAR(response_db(heard, {sub}, crossover), -6.02, 0.05);
        EXPECT_NEAR(response_db(heard, {sub}, 2 * crossover), -24.6, 0.5); // 1 / (1 + 2^4)
        EXPECT_NEAR(response_db(heard, {ls}, crossover / 2), -24.6, 0.5);
        EXPECT_EQ(peak(heard[place(five_one, Speaker::C)]), 0);
    }
}

TEST(BassManagement, the_lfe_is_ten_decibels_up_in_the_room) {
    NamedSound main{"main", five_one, Sound(6, Row(100, 0.0F))};
    main.sound[place(five_one, Speaker::LFE)][0] = 0.1F;
    Room room({main}, listening("main", five_one), 6);
    EXPECT_NEAR(room.run(100)[place(five_one, Speaker::LFE)][0], 0.31623, 1e-5);
}

TEST(MonitorHeadphones, they_get_the_two_channel_fold_down_whatever_the_speakers_do) {
    const NamedSound main = noisy("main", five_one, 1000);
    MonitorSettings settings = listening("main", five_one);
    settings.headphones = {on, {6, 7}, {0}};
    settings.mute = on;
    Room room({main}, settings, 8);
    const Sound heard = room.run(1000);
    for (std::size_t i = 0; i < 1000; ++i) {
        const auto at = [&](Speaker s) { return static_cast<double>(main.sound[place(five_one, s)][i]); };
        // ITU-R BS.775-3, Annex 4, table 2: Lo = L + 0.7071 C + 0.7071 Ls; no LFE
        ASSERT_NEAR(heard[6][i], at(Speaker::L) + 0.70711 * (at(Speaker::C) + at(Speaker::Ls)), 1e-5);
        ASSERT_NEAR(heard[7][i], at(Speaker::R) + 0.70711 * (at(Speaker::C) + at(Speaker::Rs)), 1e-5);
    }
    for (std::size_t c = 0; c < 6; ++c)
        EXPECT_EQ(peak(heard[c]), 0);
}

TEST(MonitorSet, what_cannot_be_is_refused_and_changes_nothing) {
    const MonitorSettings good = listening("main", five_one);
    Room room({noisy("main", five_one, 4000)}, good, 6);
    const auto refused = [&](const std::function<void(MonitorSettings&)>& change) {
        MonitorSettings settings = good;
        change(settings);
        const auto answer = room.monitor().set(settings);
        EXPECT_FALSE(answer);
        EXPECT_EQ(room.monitor().settings(), good);
        return answer ? std::string() : answer.error().text();
    };
    EXPECT_NE(refused([](auto& s) { s.dim_db = 50; }).find("6 to 40 dB"), std::string::npos);
    EXPECT_NE(refused([](auto& s) { s.sets[0].patch[1] = 6; }).find("channel 7"), std::string::npos);
    (void)refused([](auto& s) { s.sets[0].patch[1] = 0; });
    (void)refused([](auto& s) { s.sets[0].controls.pop_back(); });
    (void)refused([](auto& s) { s.sets[0].controls[1].delay_ms = 600; });
    (void)refused([](auto& s) { s.sets[1].crossover = Hz{80}; }); // 2.0 has no sub
    (void)refused([](auto& s) { s.level_spl = 140; });
    (void)refused([](auto& s) { s.set = 2; });
    EXPECT_LT(difference(room.run(1000), noisy("main", five_one, 1000).sound), 1);
}

} // namespace
} // namespace dub::test
