// How what is heard turns into something else: no click, the same for any cutting into blocks, sources that
// are waited for.

#include <cmath>
#include <numbers>

#include "tests/engine/monitor/monitor_rig.h"

namespace dub::test {
namespace {

using namespace monitor;

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

TEST(MonitorSource, another_is_heard_instead_by_a_trim_of_its_own) {
    const std::vector<NamedSound> both = tones(20'000);
    const MonitorSettings settings = listening("main", five_one);
    Room room(both, settings, 8);
    (void)room.run(1000);
    EXPECT_TRUE(room.monitor().settled());
    auto setup = room.setup();
    setup.instead = {"stem", Db{-6.0206}};
    ASSERT_TRUE(room.monitor().change(setup, settings));
    EXPECT_FALSE(room.monitor().settled());
    Sound heard = room.run(1000); // a crossing, and 40 samples
    EXPECT_TRUE(room.monitor().settled());
    EXPECT_LT(steepest(heard), of_a_glide);
    heard = room.run(1000);
    for (std::size_t i = 0; i < 1000; ++i)
        ASSERT_NEAR(heard[0][i], both[1].sound[0][i + 2000] / 2, 1e-5);
    ASSERT_TRUE(room.monitor().change(room.setup(), settings));
    (void)room.run(1000);
    heard = room.run(1000);
    for (std::size_t i = 0; i < 1000; ++i)
        ASSERT_EQ(heard[0][i], both[0].sound[0][i + 4000]);
    EXPECT_EQ(room.allocations, 0);
}

} // namespace
} // namespace dub::test
