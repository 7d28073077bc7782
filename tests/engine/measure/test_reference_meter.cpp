// The fast meter against libebur128 on every signal.
#include "engine/measure/reference_meter.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/engine/measure/measuring.h"

namespace dub {
namespace {

using test::ProgrammeSignal;

struct Differences {
    double loudness, true_peak, range;
};

void agree(const ProgrammeSignal& signal, const Differences& allowed, const std::string& name) {
    auto reference = measure::ReferenceMeter::create(signal.layout, signal.rate, 100);
    ASSERT_TRUE(reference);
    const AudioBuffer buffer = test::buffer_of(signal.rows);
    ASSERT_TRUE(reference->add(buffer.block()));
    const auto expected = reference->result();
    ASSERT_TRUE(expected);
    const auto m = test::measured(signal);
    ASSERT_EQ(m.integrated.has_value(), expected->integrated.has_value()) << name;
    if (m.integrated && m.integrated->value != expected->integrated->value) { // both may be -infinity
        EXPECT_NEAR(m.integrated->value, expected->integrated->value, allowed.loudness) << name;
        // Asked every 100 ms only, it may miss the very top.
        EXPECT_GE(m.momentary_max->value, expected->momentary_max->value - allowed.loudness) << name;
    }
    if (m.range) {
        EXPECT_NEAR(m.range->value, expected->range->value, allowed.range) << name;
        EXPECT_GE(m.short_term_max->value, expected->short_term_max->value - allowed.loudness) << name;
        EXPECT_NEAR(m.short_term_max->value, expected->short_term_max->value, 0.2) << name;
    }
    EXPECT_NEAR(m.true_peak->value, expected->true_peak->value, allowed.true_peak) << name;
    EXPECT_NEAR(m.sample_peak->value, expected->sample_peak->value, 1e-4) << name;
}

TEST(ReferenceMeter, agrees_on_the_signals_of_tech_3341_and_3342) {
    const SampleRate rate{48000};
    for (const int number : {1, 5, 6, 9, 12})
        agree(test::tech_3341(number, rate), {0.01, 0.1, 0.6}, "3341/" + std::to_string(number));
    for (int number = 15; number <= 23; ++number)
        agree(test::tech_3341_peak(number, rate), {0.01, 0.1, 0.1}, "3341/" + std::to_string(number));
    for (const int number : {1, 3})
        agree(test::tech_3342(number, rate), {0.01, 0.1, 0.3}, "3342/" + std::to_string(number));
}

TEST(ReferenceMeter, agrees_on_7_1_with_other_sound_in_each_channel) {
    ProgrammeSignal signal{*layout_named("7.1"), {48000}, {}};
    for (std::uint64_t c = 0; c < 8; ++c)
        signal.rows.push_back(
            test::band_noise(c + 1, {60 + 40.0 * static_cast<double>(c), 6000, 0.05}, {48000}, 4 * 48000));
    agree(signal, {0.001, 0.1, 0.05}, "7.1");
    // Weights and places, channel by channel.
    for (std::size_t only = 0; only < 8; ++only) {
        ProgrammeSignal one = signal;
        for (std::size_t c = 0; c < 8; ++c) {
            one.rows[c].resize(48000);
            if (c != only) std::ranges::fill(one.rows[c], 0.0F);
        }
        agree(one, {0.001, 0.1, 0.05}, std::string(label(signal.layout[static_cast<int>(only)])));
    }
}

TEST(ReferenceMeter, agrees_at_other_rates_but_for_its_known_offset) {
    for (const auto& [hz, offset] : {std::pair{44100, 0.0038}, {96000, -0.0216}}) {
        const SampleRate rate{hz};
        const auto signal = test::stereo(test::stepped_tone({{4, -23}}, rate, 997), rate);
        auto reference = measure::ReferenceMeter::create(signal.layout, rate);
        ASSERT_TRUE(reference);
        const AudioBuffer buffer = test::buffer_of(signal.rows);
        ASSERT_TRUE(reference->add(buffer.block()));
        EXPECT_NEAR(reference->result()->integrated->value - test::measured(signal).integrated->value, offset,
                    0.001);
    }
}

TEST(ReferenceMeter, refuses_what_it_cannot_measure_by_a_sentence) {
    EXPECT_FALSE(measure::ReferenceMeter::create(Layout{}, {48000}));
    EXPECT_FALSE(measure::ReferenceMeter::create(Layout{Speaker::M}, {0}));
}

} // namespace
} // namespace dub
