// What the live meters read is what the offline meter reads of the same sound.

#include "engine/measure/live/live_meters.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/measure/live/meter_thread.h"
#include "tests/engine/measure/measuring.h"
#include "tests/support/dice.h"
#include "tests/support/no_allocation.h"
#include "tests/support/speech.h"

namespace dub::test {
namespace {

using namespace measure;

MeterSetup setup_for(const Layout& mains) {
    return {rate, {{"mains", mains}, {"dialogue", {Speaker::M}}}, "mains", "dialogue"};
}
std::shared_ptr<LoudnessHistory> history_of(SampleRange programme) {
    return std::make_shared<LoudnessHistory>(programme, rate);
}

// Plays rows from their beginning at a place on the timeline.
class Player {
  public:
    Player(LiveMeters& meters, const Layout& layout, const std::vector<Row>& mains, const Row& dialogue = {})
        : meters_(meters)
        , layout_(layout)
        , mains_(buffer_of(mains))
        , dialogue_(buffer_of({dialogue.empty() ? Row(mains.front().size(), 0.0F) : dialogue})) {}

    // Samples [from, to) of the rows, at those places plus `offset`; blocks and looks by chance, but no look
    // later than the meters allow.
    void play(int from, int to, Dice& dice, std::int64_t offset = 0) {
        int looked = from;
        for (int at = from; at < to;) {
            const int n = static_cast<int>(std::min<std::int64_t>(to - at, dice.whole(1, 6000)));
            add(at, n, offset, 1);
            at += n;
            if (at - looked <= 42000 && !dice.chance(0.3)) continue;
            (void)meters_.work();
            looked = at;
        }
        while (meters_.work()) {}
    }
    void add(int at, int samples, std::int64_t offset, double speed) {
        const std::array outputs{
            OutputAudio{"dialogue", {Speaker::M}, std::as_const(dialogue_).block().part(at, samples)},
            OutputAudio{"mains", layout_, std::as_const(mains_).block().part(at, samples)}};
        const AllocationCount count;
        meters_.add(outputs, {at + offset}, speed);
        allocations += count.so_far();
    }
    [[nodiscard]] int samples() const { return mains_.samples(); }
    long allocations = 0;

  private:
    LiveMeters& meters_;
    Layout layout_;
    AudioBuffer mains_, dialogue_;
};

void expect_same(float live, const std::optional<double>& offline) {
    if (!offline)
        EXPECT_TRUE(std::isnan(live));
    else
        EXPECT_EQ(live, static_cast<float>(*offline));
}

template <class Value> std::optional<double> number(const std::optional<Value>& value) {
    return value ? std::optional(value->value) : std::nullopt;
}

void expect_as_offline(const LoudnessReading& live, const Measurement& offline) {
    expect_same(live.integrated, number(offline.integrated));
    expect_same(live.range, number(offline.range));
    expect_same(live.momentary_max, number(offline.momentary_max));
    expect_same(live.short_term_max, number(offline.short_term_max));
    EXPECT_EQ(live.momentary, offline.curves.momentary_lufs.back());
    EXPECT_EQ(live.short_term, offline.curves.short_term_lufs.back());
    EXPECT_EQ(live.true_peak, offline.curves.true_peak_dbtp.back());
}

TEST(LiveMeters, read_the_ebu_signals_as_the_offline_meter_does) {
    Dice dice(1);
    std::vector<ProgrammeSignal> signals;
    for (const int n : {1, 2, 3, 4, 5, 6, 9, 12})
        signals.push_back(tech_3341(n, rate));
    for (const int n : {1, 2, 3, 4})
        signals.push_back(tech_3342(n, rate));
    for (const auto& signal : signals) {
        LiveMeters meters(setup_for(signal.layout), history_of({}));
        Player player(meters, signal.layout, signal.rows);
        player.play(0, player.samples(), dice);
        const Measurement offline = measured(signal);
        expect_as_offline(meters.loudness(), offline);
        if (player.samples() % 4800 != 0) continue; // peaks of the last piece are not read yet
        for (int c = 0; c < signal.layout.channels(); ++c)
            EXPECT_EQ(meters.loudness().true_peak_max[static_cast<std::size_t>(c)],
                      static_cast<float>(offline.channels[static_cast<std::size_t>(c)].true_peak.value));
        EXPECT_EQ(meters.loudness().missed, 0U);
        EXPECT_EQ(player.allocations, 0);
    }
}

struct SpokenProgramme {
    MadeSpeech speech;
    std::vector<Row> mains;
};
SpokenProgramme spoken(double seconds) {
    SpokenProgramme made{made_speech({.seed = 3, .seconds = seconds}, rate), {}};
    for (int c = 0; c < 2; ++c) {
        Row row = noise(static_cast<std::uint64_t>(c) + 1, 0.02, static_cast<int>(made.speech.sound.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] += made.speech.sound[i];
        made.mains.push_back(std::move(row));
    }
    return made;
}

TEST(LiveMeters, read_dialogue_as_the_offline_meter_does) {
    const Layout two{Speaker::L, Speaker::R};
    const SpokenProgramme programme = spoken(150);
    Dice dice(2);
    LiveMeters meters(setup_for(two), history_of({}));
    Player player(meters, two, programme.mains, programme.speech.sound);
    player.play(0, player.samples(), dice);
    SpeechDetector detector({Speaker::M}, rate);
    detector.add(buffer_of({programme.speech.sound}).block());
    const Meter meter = metered({two, rate, programme.mains});
    Measurement offline = meter.result();
    add_dialogue(offline, meter.energies_100ms(), detector.speech_100ms());
    ASSERT_EQ(offline.dialogue_method, DialogueMethod::stem_assisted);
    const LoudnessReading live = meters.loudness();
    EXPECT_EQ(live.dialogue_method, offline.dialogue_method);
    EXPECT_EQ(live.dialogue, static_cast<float>(offline.dialogue->value));
    EXPECT_EQ(live.speech_percent, static_cast<float>(*offline.speech_percent));
}

TEST(SpeechDetector, what_is_decided_stays_and_is_what_the_end_says) {
    const Row sound = made_speech({.seed = 5, .seconds = 40}, rate).sound;
    SpeechDetector detector({Speaker::M}, rate);
    std::vector<std::vector<bool>> looks;
    const AudioBuffer buffer = buffer_of({sound});
    for (int at = 0; at + 24000 <= buffer.samples(); at += 24000) {
        detector.add(buffer.block().part(at, 24000));
        looks.push_back(detector.speech_100ms());
        for (const std::size_t from : {0U, 3U, 25U, 77U}) {
            const auto part = detector.speech_100ms_from(from);
            const auto& all = looks.back();
            const std::size_t skipped = std::min<std::size_t>(from, all.size());
            EXPECT_EQ(part, std::vector<bool>(all.begin() + static_cast<std::ptrdiff_t>(skipped), all.end()));
        }
    }
    for (const auto& look : looks)
        for (std::size_t i = 0; i + SpeechDetector::undecided_100ms < look.size(); ++i)
            ASSERT_EQ(look[i], looks.back()[i]) << i;
}

TEST(LoudnessHistory, is_the_curves_of_the_offline_meter_by_place) {
    const SpokenProgramme programme = spoken(20);
    const Layout two{Speaker::L, Speaker::R};
    const std::int64_t start = 48000 * 3600;
    Dice dice(3);
    LiveMeters meters(setup_for(two), history_of({{start}, {start + 20 * 48000}}));
    Player player(meters, two, programme.mains);
    player.play(0, player.samples(), dice, start);
    const auto curves = measured({two, rate, programme.mains}).curves;
    auto& history = meters.history();
    ASSERT_EQ(history.cells(), 200U);
    EXPECT_EQ(history.place(10), SamplePos{start + 48000});
    EXPECT_EQ(history.cell_at({start + 48001}), 10U);
    const auto points = history.read(0, 200);
    for (std::size_t i = 0; i < 200; ++i) {
        if (i < 3)
            EXPECT_TRUE(std::isnan(points[i].momentary));
        else
            EXPECT_NEAR(points[i].momentary, curves.momentary_lufs[i], 1e-4);
        if (i < 29)
            EXPECT_TRUE(std::isnan(points[i].short_term));
        else
            EXPECT_NEAR(points[i].short_term, curves.short_term_lufs[i], 1e-4);
    }
    const auto part = history.read(57, 3); // a part is read as the whole is
    EXPECT_EQ(part[1].short_term, points[58].short_term);
}

TEST(LoudnessHistory, a_second_pass_replaces_what_it_covers_and_nothing_else) {
    const Layout two{Speaker::L, Speaker::R};
    Dice dice(4);
    LiveMeters meters(setup_for(two), history_of({{0}, {12 * 48000}}));
    const Row quiet = tone({1000, 0.05}, rate, 12 * 48000), loud = tone({1000, 0.5}, rate, 12 * 48000);
    Player first(meters, two, {quiet, quiet}), second(meters, two, {loud, loud});
    first.play(0, 10 * 48000, dice);
    EXPECT_EQ(meters.history().take_changed()->last, 119U); // it was made since
    second.play(4 * 48000, 6 * 48000, dice);
    const auto changed = meters.history().take_changed();
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->first, 40U);
    EXPECT_EQ(changed->last, 59U + 29); // short-term windows reach so far
    EXPECT_FALSE(meters.history().take_changed());
    const auto points = meters.history().read(0, 120);
    const double quiet_lufs = 20 * std::log10(0.05), loud_lufs = 20 * std::log10(0.5); // two channels
    for (const std::size_t cell : {10U, 39U, 64U, 99U})
        EXPECT_NEAR(points[cell].momentary, quiet_lufs, 0.1) << cell;
    for (const std::size_t cell : {44U, 50U, 59U})
        EXPECT_NEAR(points[cell].momentary, loud_lufs, 0.1) << cell;
    EXPECT_TRUE(std::isnan(points[110].momentary)); // never heard
    meters.forget_history();
    (void)meters.work();
    EXPECT_TRUE(std::isnan(meters.history().read(50, 1).front().momentary));
}

TEST(LiveMeters, what_is_not_played_at_its_own_speed_has_levels_but_no_loudness) {
    const Layout two{Speaker::L, Speaker::R};
    LiveMeters meters(setup_for(two), history_of({{0}, {48000}}));
    Player player(meters, two, {Row(48000, 0.5F), Row(48000, -0.25F)});
    player.add(0, 24000, 0, 0.5);
    player.add(24000, 24000, 0, 0);
    EXPECT_FALSE(meters.work());
    EXPECT_EQ(meters.loudness().seconds, 0);
    EXPECT_TRUE(std::isnan(meters.loudness().momentary));
    EXPECT_EQ(meters.levels(0).take(0).peak, 0.5F);
    EXPECT_EQ(meters.levels(0).take(1).peak, 0.25F);
    EXPECT_EQ(meters.levels(1).take(0).peak, 0);
}

// Each stem reads what a meter of its own would; one that is missing reads silence.
TEST(LiveMeters, read_each_stem_as_the_offline_meter_does) {
    const Layout two{Speaker::L, Speaker::R};
    const auto mains = tech_3341(5, rate), other = tech_3341(3, rate);
    const int samples = static_cast<int>(std::min(mains.rows[0].size(), other.rows[0].size()));
    LiveMeters meters({rate,
                       {{"mains", two}, {"FX", two}, {"DX", {Speaker::M}}, {"MX", two}},
                       "mains",
                       "",
                       {"FX", "DX", "MX"}},
                      history_of({}));
    const AudioBuffer pm = buffer_of(mains.rows), fx = buffer_of(other.rows), dx = buffer_of({other.rows[0]});
    for (int at = 0; at < samples; at += 4000) {
        const int n = std::min(4000, samples - at);
        const std::array outputs{OutputAudio{"DX", {Speaker::M}, dx.block().part(at, n)},
                                 OutputAudio{"mains", two, pm.block().part(at, n)},
                                 OutputAudio{"FX", two, fx.block().part(at, n)}};
        meters.add(outputs, {at}, 1);
        (void)meters.work();
    }
    while (meters.work()) {}
    const auto part = [&](std::vector<Row> rows) {
        for (Row& row : rows)
            row.resize(static_cast<std::size_t>(samples));
        return rows;
    };
    const StemReadings stems = meters.stems();
    ASSERT_EQ(stems.count, 3U);
    const auto expect = [&](const StemReading& stem, const Measurement& offline) {
        expect_same(stem.integrated, number(offline.integrated));
        EXPECT_EQ(stem.momentary, offline.curves.momentary_lufs.back());
        EXPECT_EQ(stem.short_term, offline.curves.short_term_lufs.back());
    };
    expect(stems.stems[0], measured({two, rate, part(other.rows)}));
    expect(stems.stems[1], measured({{Speaker::M}, rate, part({other.rows[0]})}));
    EXPECT_EQ(stems.stems[2].momentary, -INFINITY);
    meters.reset();
    (void)meters.work();
    EXPECT_TRUE(std::isnan(meters.stems().stems[0].integrated));
}

TEST(LiveMeters, measure_phase_and_spectrum_only_while_somebody_looks) {
    const Layout two{Speaker::L, Speaker::R};
    const Row sound = tone({1000, 0.5}, rate, 5 * 48000);
    Dice dice(11);
    LiveMeters meters(setup_for(two), history_of({}));
    Player player(meters, two, {sound, sound});
    player.play(0, 48000, dice);
    EXPECT_EQ(meters.scope().turn, 0U); // now it is looked at
    EXPECT_EQ(meters.spectrum().turn, 0U);
    player.play(48000, 96000, dice);
    EXPECT_NEAR(meters.scope().correlation[0], 1, 1e-6);
    EXPECT_NEAR(10 * std::log10(meters.spectrum().bands[17]), -6.0206 + 3.0103, 0.1); // both channels
    player.play(96000, 3 * 48000 + 12000, dice);
    const auto turn = meters.scope().turn;
    EXPECT_GT(turn, 1U);
    player.play(3 * 48000 + 12000, 5 * 48000, dice);
    const auto later = meters.scope().turn;
    player.play(0, 3 * 48000, dice); // looked at again for a second
    EXPECT_GT(meters.scope().turn, later);
}

TEST(LiveMeters, a_reset_begins_anew) {
    const Layout two{Speaker::L, Speaker::R};
    const auto loud = tech_3341(1, rate), quiet = tech_3341(2, rate);
    Dice dice(6);
    LiveMeters meters(setup_for(two), history_of({}));
    Player first(meters, two, loud.rows), second(meters, two, quiet.rows);
    first.play(0, first.samples(), dice);
    meters.reset();
    (void)meters.work();
    EXPECT_TRUE(std::isnan(meters.loudness().integrated));
    second.play(0, second.samples(), dice);
    expect_as_offline(meters.loudness(), measured(quiet));
}

TEST(LiveMeters, a_worker_that_is_late_misses_sound_and_says_how_much) {
    const Layout two{Speaker::L, Speaker::R};
    LiveMeters meters(setup_for(two), history_of({{0}, {480000}}));
    Player player(meters, two, {Row(480000, 0.1F), Row(480000, 0.1F)});
    for (int at = 0; at < 480000; at += 4800)
        player.add(at, 4800, 0, 1);
    (void)meters.work();
    EXPECT_EQ(meters.loudness().missed, 480000U - 48000U); // a second is held
    EXPECT_EQ(meters.loudness().seconds, 1);
    player.add(0, 4800, 0, 1);
    EXPECT_TRUE(meters.work());
}

TEST(LiveMeters, an_output_of_another_layout_is_silence_to_them) {
    const Layout two{Speaker::L, Speaker::R};
    LiveMeters meters(setup_for(two), history_of({}));
    Player wider(meters, *layout_named("5.1"), std::vector<Row>(6, Row(4800, 0.5F)));
    wider.add(0, 4800, 0, 1);
    EXPECT_FALSE(meters.work());
    EXPECT_EQ(meters.levels(0).take(0).peak, 0);
}

TEST(MeterThread, measures_while_the_audio_thread_plays) {
    const auto signal = tech_3341(1, rate);
    LiveMeters meters(setup_for(signal.layout), history_of({}));
    const MeterThread thread(meters);
    Player player(meters, signal.layout, signal.rows);
    for (int at = 0; at < 3 * 48000; at += 480) {
        player.add(at, 480, 0, 1);
        while (meters.loudness().seconds + 0.5 < at / 48000.0) // no faster than a second ahead
            std::this_thread::yield();
    }
    while (meters.loudness().seconds < 3)
        std::this_thread::yield();
    EXPECT_NEAR(meters.loudness().short_term, -23, 0.1);
}

} // namespace
} // namespace dub::test
