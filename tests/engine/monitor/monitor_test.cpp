// What the room hears: the very fold-downs of the deliveries, no click, the same for any cutting into blocks.

#include "engine/monitor/monitor.h"

#include <cmath>
#include <complex>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/plan/build/builder.h"
#include "tests/support/dice.h"
#include "tests/support/mix_rig.h"
#include "tests/support/no_allocation.h"
#include "tests/support/signals.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace monitor;

const SampleRate rate{48000};
const Layout seven_one = *layout_named("7.1"), five_one = *layout_named("5.1"), two = *layout_named("2.0");
constexpr auto on = Switch::on;

std::size_t place(const Layout& layout, Speaker speaker) {
    return static_cast<std::size_t>(*layout.find(speaker));
}

MonitorSettings listening(const std::string& source, const Layout& speakers) {
    MonitorSettings settings;
    settings.source = source;
    settings.sets = {plain_set("A", speakers), plain_set("B", two)};
    return settings;
}

struct NamedSound {
    std::string name;
    Layout layout;
    Sound sound;
};

// A monitor with its sources running.
class Room {
  public:
    Room(std::vector<NamedSound> sources, const MonitorSettings& settings, int device_channels)
        : sources_(std::move(sources))
        , channels_(device_channels)
        , monitor_(must(Monitor::create(setup(), settings))) {}

    [[nodiscard]] Monitor& monitor() { return *monitor_; }
    [[nodiscard]] Monitor::Setup setup() const {
        Monitor::Setup made{{rate, channels_, {}}, {}};
        for (const auto& source : sources_)
            made.sources.emplace_back(source.name, source.layout);
        return made;
    }
    // The next `samples` of the device, cut into blocks of at most `block`, or by chance.
    Sound run(int samples, int block = 512, Dice* dice = nullptr) {
        Sound heard(static_cast<std::size_t>(channels_));
        while (samples > 0) {
            const int n = std::min(samples, dice != nullptr ? static_cast<int>(dice->whole(1, 900)) : block);
            AudioBuffer device(channels_, n);
            process(device.block());
            for (int c = 0; c < channels_; ++c) {
                const auto row = device.block().channel(c);
                heard[static_cast<std::size_t>(c)].insert(heard[static_cast<std::size_t>(c)].end(),
                                                          row.begin(), row.end());
            }
            samples -= n;
        }
        return heard;
    }
    long allocations = 0;

  private:
    void process(AudioBlock device) {
        std::vector<AudioBuffer> buffers;
        std::vector<OutputAudio> blocks;
        for (const auto& source : sources_) {
            std::vector<Row> rows;
            for (const Row& row : source.sound)
                rows.emplace_back(row.begin() + at_, row.begin() + at_ + device.samples());
            buffers.push_back(buffer_of(rows));
            blocks.push_back({source.name, source.layout, std::as_const(buffers.back()).block()});
        }
        at_ += device.samples();
        const AllocationCount count;
        monitor_->process(blocks, device);
        allocations += count.so_far();
    }
    std::vector<NamedSound> sources_;
    int channels_;
    std::unique_ptr<Monitor> monitor_;
    std::ptrdiff_t at_ = 0;
};

NamedSound noisy(const std::string& name, const Layout& layout, int samples) {
    NamedSound made{name, layout, {}};
    for (int c = 0; c < layout.channels(); ++c)
        made.sound.push_back(noise(static_cast<std::uint64_t>(c + 7), 0.25, samples));
    return made;
}

TEST(MonitorFold, listening_to_a_fold_down_is_hearing_the_delivery_to_the_bit) {
    auto session = empty_session(seven_one);
    add_track(session, {.name = "FX", .layout = seven_one, .place = {{0}, {9000}}});
    add_track(session, {.name = "DX", .role = session::Role::dialogue, .place = {{2000}, {6000}}});
    auto routing = *session.routing;
    routing.fold.surround = {-4.5}; // edited, as a session may have it
    routing.fold.lfe = {-10};
    session.routing = std::make_shared<const session::Routing>(std::move(routing));
    const plan::Target target{{{"printmaster", {}, {}},
                               {"5.1", {}, five_one},
                               {"2.0", {}, two},
                               {"mono", {}, *layout_named("mono")}}};
    const Recordings recordings;
    const auto plan = compiled(session, target, recordings);
    const auto delivered = rendered(*plan, {{0}, {9600}});
    const std::array ways{Listen::as_it_is, Listen::five_one, Listen::lo_ro, Listen::mono};
    for (std::size_t way = 0; way < ways.size(); ++way) {
        const Layout& layout = plan->outputs()[way].layout;
        MonitorSettings settings = listening("printmaster", layout);
        settings.listen = ways[way];
        settings.sets[0].lfe = {0};
        Room room({{"printmaster", seven_one, delivered.front()}}, settings, 8);
        auto setup = room.setup();
        setup.room.fold = plan::coefficients_of(session.routing->fold);
        const auto monitor = must(Monitor::create(setup, settings));
        const AudioBuffer in = buffer_of(delivered.front());
        AudioBuffer out(8, 9600);
        const OutputAudio source{"printmaster", seven_one, std::as_const(in).block()};
        monitor->process({&source, 1}, out.block());
        for (int c = 0; c < layout.channels(); ++c)
            EXPECT_TRUE(
                std::ranges::equal(out.block().channel(c), delivered[way][static_cast<std::size_t>(c)]))
                << layout.name() << " " << label(layout[c]);
    }
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

// Every knob there is.
struct Turn {
    const char* name;
    void (*turn)(MonitorSettings&);
};
const std::vector<Turn>& turns() {
    static const std::vector<Turn> all{
        {"level", [](auto& s) { s.level_spl = 88; }},
        {"surrounds", [](auto& s) { s.surrounds = {-3}; }},
        {"dim", [](auto& s) { s.dim = on; }},
        {"mute", [](auto& s) { s.mute = on; }},
        {"mono", [](auto& s) { s.mono = on; }},
        {"listen", [](auto& s) { s.listen = Listen::lo_ro; }},
        {"source", [](auto& s) { s.source = "stem"; }},
        {"no source", [](auto& s) { s.source = "gone"; }},
        {"set", [](auto& s) { s.set = 1; }},
        {"solo", [](auto& s) { s.sets[0].controls[2].solo = on; }},
        {"speaker mute", [](auto& s) { s.sets[0].controls[0].mute = on; }},
        {"trim", [](auto& s) { s.sets[0].controls[0].trim = {-6}; }},
        {"polarity", [](auto& s) { s.sets[0].controls[0].inverted = on; }},
        {"delay", [](auto& s) { s.sets[0].controls[0].delay_ms = 7.3; }},
        {"crossover", [](auto& s) { s.sets[0].crossover = Hz{80}; }},
        {"lfe", [](auto& s) { s.sets[0].lfe = {0}; }},
        {"patch", [](auto& s) { std::swap(s.sets[0].patch[0], s.sets[0].patch[5]); }},
        {"headphones",
         [](auto& s) {
             s.headphones = {on, {6, 7}, {-6}};
         }},
    };
    return all;
}

// Two sources of slow tones: what jumps is no tone.
std::vector<NamedSound> tones(int samples) {
    std::vector<NamedSound> made{{"main", five_one, {}}, {"stem", two, {}}};
    for (auto& source : made)
        for (int c = 0; c < source.layout.channels(); ++c)
            source.sound.push_back(tone({60, 0.25, 0.7 * c}, rate, samples));
    return made;
}

double steepest(const Sound& sound) {
    double most = 0;
    for (const Row& row : sound)
        for (std::size_t i = 1; i < row.size(); ++i)
            most = std::max(most, std::abs(static_cast<double>(row[i]) - row[i - 1]));
    return most;
}

// The steepest any tone is, at twice its level, and the whole way of two in 20 ms; the LFE ten decibels up.
const double of_tone = 0.25 * 2 * std::numbers::pi * 60 / 48000;
const double of_a_glide = 3.2 * (2 * of_tone + 0.5 / 960);

TEST(MonitorTurns, a_tone_cut_off_is_steeper_than_any_glide) {
    for (const int when : {4000, 4130, 4267, 4399}) {
        Sound cut = tones(5000).front().sound;
        for (Row& row : cut)
            std::fill(row.begin() + when, row.end(), 0.0F);
        EXPECT_GT(steepest(cut), 5 * of_a_glide);
    }
}

TEST(MonitorTurns, no_knob_clicks) {
    for (const Turn& turn : turns())
        for (int when : {4000, 4130, 4267, 4399}) { // at several phases
            MonitorSettings settings = listening("main", five_one);
            Room room(tones(20000), settings, 8);
            Sound heard = room.run(when);
            turn.turn(settings);
            ASSERT_TRUE(room.monitor().set(settings));
            const Sound rest = room.run(20000 - when);
            for (std::size_t c = 0; c < heard.size(); ++c)
                heard[c].insert(heard[c].end(), rest[c].begin(), rest[c].end());
            EXPECT_LT(steepest(heard), of_a_glide) << turn.name;
        }
}

TEST(MonitorTurns, any_cutting_into_blocks_gives_the_same_bits) {
    for (const Turn& turn : turns()) {
        MonitorSettings before = listening("main", five_one), after = before;
        turn.turn(after);
        Dice dice(5);
        Sound first;
        for (int way = 0; way < 4; ++way) {
            std::vector<NamedSound> sources{noisy("main", five_one, 12000), noisy("stem", two, 12000)};
            Room room(std::move(sources), before, 8);
            const auto run = [&](int samples) {
                return room.run(samples, way == 0 ? 64 : 1000, way > 1 ? &dice : nullptr);
            };
            Sound heard = run(3000);
            ASSERT_TRUE(room.monitor().set(after));
            const Sound rest = run(9000);
            for (std::size_t c = 0; c < heard.size(); ++c)
                heard[c].insert(heard[c].end(), rest[c].begin(), rest[c].end());
            if (way == 0) first = heard;
            EXPECT_EQ(heard, first) << turn.name << " " << way;
        }
    }
}

TEST(MonitorTurns, the_audio_thread_allocates_nothing) {
    MonitorSettings settings = listening("main", five_one);
    Room room({noisy("main", five_one, 60000), noisy("stem", two, 60000)}, settings, 8);
    (void)room.run(512);
    for (const Turn& turn : turns()) {
        turn.turn(settings);
        ASSERT_TRUE(room.monitor().set(settings));
        (void)room.run(3000);
    }
    EXPECT_EQ(room.allocations, 0);
}

// After whatever way, what is heard is what the last settings say.
TEST(MonitorTurns, the_last_of_many_turns_is_what_is_heard) {
    Dice dice(9);
    for (int round = 0; round < 20; ++round) {
        MonitorSettings settings = listening("main", five_one);
        std::vector<NamedSound> sources{noisy("main", five_one, 40000), noisy("stem", two, 40000)};
        Room room(sources, settings, 8);
        int done = 0;
        for (int step = 0; step < 6; ++step) {
            dice.of(turns()).turn(settings);
            ASSERT_TRUE(room.monitor().set(settings));
            const int n = static_cast<int>(dice.whole(0, 1500));
            (void)room.run(n);
            done += n;
        }
        (void)room.run(20000 - done);
        const Sound settled = room.run(8000);
        Room fresh(sources, settings, 8);
        (void)fresh.run(20000);
        EXPECT_LT(difference(settled, fresh.run(8000)), 1e-6) << round;
    }
}

// A source that is chosen has to be compiled first: what was heard goes on until it is there.
TEST(MonitorSource, one_that_is_not_there_yet_is_waited_for) {
    const std::vector<NamedSound> both = tones(200'000);
    MonitorSettings settings = listening("main", five_one);
    Room room({both[0]}, settings, 8); // the plan puts out the mains alone
    (void)room.run(2000);
    auto setup = room.setup();
    setup.sources.emplace_back("stem", two);
    settings.source = "stem";
    ASSERT_TRUE(room.monitor().change(setup, settings));
    Sound heard = room.run(48000);
    const std::size_t centre = place(five_one, Speaker::C);
    for (std::size_t i = 0; i < 48000; ++i)
        ASSERT_EQ(heard[centre][i], both[0].sound[centre][i + 2000]);
    settings.source = "main"; // thought better of: the stem is never heard
    ASSERT_TRUE(room.monitor().change(setup, settings));
    heard = room.run(96000);
    for (std::size_t i = 0; i < 96000; ++i)
        ASSERT_NEAR(heard[centre][i], both[0].sound[centre][i + 50'000], 1e-6);
}

TEST(MonitorSource, one_that_never_comes_is_silence_in_the_end) {
    Room room({tones(200'000)[0]}, listening("main", five_one), 8);
    MonitorSettings settings = listening("stem", five_one);
    auto setup = room.setup();
    setup.sources.emplace_back("stem", two);
    (void)room.run(1000);
    ASSERT_TRUE(room.monitor().change(setup, settings));
    (void)room.run(98'000);
    for (const Row& row : room.run(1000))
        EXPECT_EQ(peak(row), 0);
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
