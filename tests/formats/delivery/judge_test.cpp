#include <gtest/gtest.h>

#include "formats/delivery/judge.h"

namespace dub::delivery {
namespace {

using measure::DialogueMethod;
using measure::Measurement;

const Layout home = *layout_named("5.1");

Measurement programme(double lufs) {
    Measurement measured;
    measured.layout = home;
    measured.length = {480000};
    measured.integrated = Lufs{lufs};
    measured.true_peak = Dbtp{-3};
    measured.sample_peak = Dbfs{-3.5};
    measured.range = Lu{9};
    return measured;
}

// One rule over one measurement.
Verdict judged(const Rule& rule, const Measurement& measured, std::optional<SampleCount> length = {}) {
    Spec spec;
    spec.id = "x";
    spec.rules = {rule};
    Deliverable wanted;
    wanted.layout = home;
    const auto verdicts = judge(spec, {.path = "f.wav",
                                       .wanted = &wanted,
                                       .measured = measured,
                                       .rate = {48000},
                                       .bits = 24,
                                       .layout = measured.layout,
                                       .length_expected = length});
    return verdicts.at(0);
}

Rule window(RuleKind kind, double target, double around) {
    Rule rule;
    rule.id = "r";
    rule.kind = kind;
    rule.target = target;
    rule.minus = rule.plus = around;
    return rule;
}

Rule plain(RuleKind kind, std::optional<double> min = {}, std::optional<double> max = {}) {
    Rule rule;
    rule.id = "r";
    rule.kind = kind;
    rule.min = min;
    rule.max = max;
    return rule;
}

TEST(Judge, a_window_holds_both_its_ends) {
    const Rule rule = window(RuleKind::integrated_loudness, -23, 0.2);
    EXPECT_EQ(judged(rule, programme(-23.2)).pass, true);
    EXPECT_EQ(judged(rule, programme(-22.8)).pass, true);
    EXPECT_EQ(judged(rule, programme(-23.3)).pass, false);
    EXPECT_EQ(judged(rule, programme(-22.7)).pass, false);
    EXPECT_EQ(judged(rule, programme(-23)).limit, "-23.0 +-0.2 LUFS");
}

TEST(Judge, loudness_is_judged_in_tenths_and_peaks_as_they_are) {
    EXPECT_EQ(judged(window(RuleKind::integrated_loudness, -23, 0.2), programme(-23.24)).pass, true);
    Measurement measured = programme(-23);
    measured.true_peak = Dbtp{-0.99};
    EXPECT_EQ(judged(plain(RuleKind::true_peak, {}, -1), measured).pass, false);
}

TEST(Judge, what_was_not_measured_is_not_judged) {
    for (const RuleKind kind :
         {RuleKind::integrated_loudness, RuleKind::dialogue_loudness, RuleKind::short_term_max,
          RuleKind::momentary_max, RuleKind::loudness_range, RuleKind::true_peak, RuleKind::sample_peak}) {
        const Verdict verdict = judged(window(kind, -23, 1), Measurement{});
        EXPECT_FALSE(verdict.pass.has_value()) << name_of(kind);
        EXPECT_FALSE(verdict.value.has_value()) << name_of(kind);
        EXPECT_EQ(verdict.sentence.substr(0, 11), "not judged:") << name_of(kind);
    }
}

TEST(Judge, silence_has_no_loudness_a_peak_below_every_limit_and_no_sound) {
    Measurement silent = programme(minus_infinity);
    silent.true_peak = Dbtp{};
    silent.sample_peak = Dbfs{};
    EXPECT_FALSE(judged(window(RuleKind::integrated_loudness, -23, 1), silent).pass.has_value());
    EXPECT_EQ(judged(plain(RuleKind::true_peak, {}, -1), silent).pass, true);
    EXPECT_EQ(judged(plain(RuleKind::sound_present), silent).pass, false);
    EXPECT_EQ(judged(plain(RuleKind::sound_present), programme(-23)).pass, true);
}

TEST(Judge, dialogue_falls_back_to_the_programme_when_there_is_little_speech) {
    Rule rule = window(RuleKind::dialogue_loudness, -27, 2);
    Measurement measured = programme(-24.5);
    measured.dialogue = Lufs{-27.5};
    measured.dialogue_method = DialogueMethod::stem_assisted;
    EXPECT_EQ(judged(rule, measured).value, -27.5);
    EXPECT_EQ(judged(rule, measured).pass, true);
    measured.dialogue_method = DialogueMethod::fallback_gated;
    measured.speech_percent = 4;
    EXPECT_FALSE(judged(rule, measured).pass.has_value()); // the spec names no fallback
    rule.fallback_target = -24;
    rule.fallback_minus = rule.fallback_plus = 2;
    EXPECT_EQ(judged(rule, measured).value, -24.5);
    EXPECT_EQ(judged(rule, measured).pass, true);
    EXPECT_EQ(judged(rule, measured).limit, "-24.0 +-2.0 LUFS");
    EXPECT_NE(judged(rule, measured).sentence.find("4 %"), std::string::npos);
}

TEST(Judge, advice_is_told_and_never_judged) {
    Rule rule = plain(RuleKind::loudness_range, 4, 8);
    rule.weight = Weight::advice;
    const Verdict verdict = judged(rule, programme(-23));
    EXPECT_EQ(verdict.value, 9);
    EXPECT_FALSE(verdict.pass.has_value());
    EXPECT_EQ(verdict.sentence, "advice, not judged: not kept");
}

TEST(Judge, a_file_one_sample_too_long_fails) {
    EXPECT_EQ(judged(plain(RuleKind::length), programme(-23), SampleCount{480000}).pass, true);
    const Verdict verdict = judged(plain(RuleKind::length), programme(-23), SampleCount{479999});
    EXPECT_EQ(verdict.pass, false);
    EXPECT_EQ(verdict.sentence, "1 sample too long");
    EXPECT_FALSE(judged(plain(RuleKind::length), programme(-23)).pass.has_value()); // no picture
}

TEST(Judge, another_layout_of_the_same_width_fails) {
    Measurement other = programme(-23);
    other.layout = *layout_named("5.0");
    EXPECT_EQ(judged(plain(RuleKind::layout), other).pass, false);
    EXPECT_EQ(judged(plain(RuleKind::layout), programme(-23)).pass, true);
}

TEST(Judge, a_rule_for_stems_says_nothing_of_a_printmaster) {
    Spec spec;
    spec.rules = {plain(RuleKind::sound_present)};
    spec.rules.front().applies_to = {FileRole::stem};
    Deliverable wanted;
    wanted.layout = home;
    EXPECT_TRUE(judge(spec, {.path = {},
                             .wanted = &wanted,
                             .measured = programme(-23),
                             .rate = {},
                             .bits = 24,
                             .layout = home,
                             .length_expected = {}})
                    .empty());
}

} // namespace
} // namespace dub::delivery
