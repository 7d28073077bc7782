#include "formats/delivery/judge.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "engine/core/counted.h"

namespace dub::delivery {
namespace {

// What a rule compares: the number measured and the limits that apply to it.
struct Case {
    std::optional<double> value;
    std::optional<double> min, max;
    std::string limit;
    std::string reason; // why there is no value, or why other limits apply
};

std::string window_text(double target, double minus, double plus, std::string_view unit) {
    if (minus == plus) return fmt::format("{:.1f} +-{:.1f} {}", target, plus, unit);
    return fmt::format("{:.1f} -{:.1f}/+{:.1f} {}", target, minus, plus, unit);
}

// Loudness is read in tenths (EBU Tech 3341 section 2.4), and so it is judged; peaks are judged as they are.
bool in_tenths(RuleKind kind) { return kind <= RuleKind::loudness_range; }

void set_limits(const Rule& rule, Case& judged) {
    const std::string_view unit = unit_of(rule.kind);
    if (rule.target) {
        judged.min = *rule.target - *rule.minus;
        judged.max = *rule.target + *rule.plus;
        judged.limit = window_text(*rule.target, *rule.minus, *rule.plus, unit);
        return;
    }
    judged.min = rule.min;
    judged.max = rule.max;
    if (rule.min && rule.max)
        judged.limit = fmt::format("{:.1f} .. {:.1f} {}", *rule.min, *rule.max, unit);
    else if (rule.max)
        judged.limit = fmt::format("<= {:.4g} {}", *rule.max, unit);
    else
        judged.limit = fmt::format(">= {:.4g} {}", rule.min.value_or(0), unit);
}

// Loudness of silence is no number.
template <class Level> std::optional<double> number_of(const std::optional<Level>& level) {
    if (!level || !std::isfinite(level->value)) return std::nullopt;
    return level->value;
}

// A peak of silence is lower than any limit.
template <class Level> std::optional<double> peak_of(const std::optional<Level>& level) {
    if (!level || std::isnan(level->value)) return std::nullopt;
    return level->value;
}

Case dialogue_case(const Rule& rule, const measure::Measurement& measured) {
    Case judged;
    set_limits(rule, judged);
    switch (measured.dialogue_method) {
    case measure::DialogueMethod::none:
        judged.reason =
            "dialogue is measured where its stem has speech: give the dialogue stem with --dialogue";
        break;
    case measure::DialogueMethod::stem_assisted:
        judged.value = number_of(measured.dialogue);
        if (!judged.value) judged.reason = "there is no loudness where speech was found";
        break;
    case measure::DialogueMethod::fallback_gated:
        if (!rule.fallback_target) {
            judged.reason = "there is too little speech to measure dialogue";
            break;
        }
        judged.value = number_of(measured.integrated);
        judged.min = *rule.fallback_target - *rule.fallback_minus;
        judged.max = *rule.fallback_target + *rule.fallback_plus;
        judged.limit = fallback_text(rule);
        judged.reason =
            judged.value
                ? fmt::format("speech is {:.0f} % of the length, so the programme's gated loudness counts",
                              measured.speech_percent.value_or(0))
                : "the file is silent or too short to have a loudness";
        break;
    }
    return judged;
}

Case measured_case(const Rule& rule, const measure::Measurement& measured) {
    if (rule.kind == RuleKind::dialogue_loudness) return dialogue_case(rule, measured);
    Case judged;
    set_limits(rule, judged);
    switch (rule.kind) {
    case RuleKind::integrated_loudness: judged.value = number_of(measured.integrated); break;
    case RuleKind::short_term_max: judged.value = number_of(measured.short_term_max); break;
    case RuleKind::momentary_max: judged.value = number_of(measured.momentary_max); break;
    case RuleKind::loudness_range: judged.value = number_of(measured.range); break;
    case RuleKind::true_peak: judged.value = peak_of(measured.true_peak); break;
    case RuleKind::sample_peak: judged.value = peak_of(measured.sample_peak); break;
    default: break;
    }
    if (!judged.value)
        judged.reason = in_tenths(rule.kind) ? "the file is silent or too short to have a loudness"
                                             : "it was not measured";
    return judged;
}

bool within(const Rule& rule, const Case& judged) {
    constexpr double rounding = 1e-9; // -23 - 0.2 is not -23.2 in binary
    const double value = in_tenths(rule.kind) ? std::round(*judged.value * 10) / 10 : *judged.value;
    return (!judged.min || value >= *judged.min - rounding) &&
           (!judged.max || value <= *judged.max + rounding);
}

void judge_measured(const Rule& rule, const measure::Measurement& measured, Verdict& verdict) {
    const Case judged = measured_case(rule, measured);
    verdict.value = judged.value;
    verdict.limit = judged.limit;
    verdict.sentence = judged.reason;
    if (!judged.value) {
        verdict.sentence = "not judged: " + judged.reason;
        return;
    }
    const bool fits = within(rule, judged);
    if (rule.weight == Weight::required)
        verdict.pass = fits;
    else
        verdict.sentence = fits ? "advice, not judged: kept" : "advice, not judged: not kept";
}

constexpr const char* home_width = "home width";
constexpr const char* picture_length = "the picture's length";
constexpr const char* not_silent = "not silent";

// Rules over what the file is: equal or not.
struct Equal {
    std::optional<double> value;
    std::string limit;
    std::optional<bool> pass;
    std::string reason;
};

Equal equal_case(const Rule& rule, const JudgedFile& file) {
    const Deliverable& wanted = *file.wanted;
    switch (rule.kind) {
    case RuleKind::sample_rate:
        return {double(file.rate.hz), fmt::format("{} Hz", wanted.rate.hz), file.rate == wanted.rate, {}};
    case RuleKind::bit_depth:
        return {double(file.bits), fmt::format("{} bits", wanted.bits), file.bits == wanted.bits, {}};
    case RuleKind::layout:
        if (!wanted.layout)
            return {double(file.layout.channels()), home_width, {}, "the session's width is not known here"};
        return {double(file.layout.channels()), wanted.layout->name(), file.layout == *wanted.layout,
                file.layout == *wanted.layout ? "" : fmt::format("the file is {}", file.layout.name())};
    case RuleKind::length: {
        const double samples = double(file.measured.length.value);
        if (!file.length_expected)
            return {
                samples,
                picture_length,
                {},
                "there is no picture to compare with: import one into the session, or give it to check with "
                "--picture"};
        const std::int64_t off = file.measured.length.value - file.length_expected->value;
        return {samples, counted(file.length_expected->value, "sample"), off == 0,
                off == 0 ? ""
                         : fmt::format("{} {}", counted(std::abs(off), "sample"),
                                       off > 0 ? "too long" : "too short")};
    }
    case RuleKind::sound_present: {
        const auto peak = peak_of(file.measured.sample_peak);
        if (!peak) return {{}, not_silent, {}, "it was not measured"};
        const bool sounds = std::isfinite(*peak);
        return {sounds ? peak : std::nullopt, not_silent, sounds, sounds ? "" : "every sample is zero"};
    }
    default: return {{}, {}, {}, "it was not measured"};
    }
}

std::string wanted_text(RuleKind kind, const Deliverable& wanted) {
    switch (kind) {
    case RuleKind::sample_rate: return fmt::format("{} Hz", wanted.rate.hz);
    case RuleKind::bit_depth: return fmt::format("{} bits", wanted.bits);
    case RuleKind::layout: return wanted.layout ? wanted.layout->name() : home_width;
    case RuleKind::length: return picture_length;
    default: return not_silent;
    }
}

bool is_of_programme(RuleKind kind) {
    return kind == RuleKind::integrated_loudness || kind == RuleKind::dialogue_loudness ||
           kind == RuleKind::loudness_range;
}

bool applies(const Rule& rule, FileRole role) {
    return rule.applies_to.empty() || std::ranges::find(rule.applies_to, role) != rule.applies_to.end();
}

} // namespace

std::string limit_text(const Spec& spec, const Rule& rule) {
    if (rule.kind <= RuleKind::sample_peak) {
        Case limits;
        set_limits(rule, limits);
        return limits.limit;
    }
    std::vector<std::string> texts;
    for (const Deliverable& wanted : spec.files)
        if (applies(rule, wanted.role)) texts.push_back(wanted_text(rule.kind, wanted));
    std::ranges::sort(texts);
    texts.erase(std::ranges::unique(texts).begin(), texts.end());
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::string fallback_text(const Rule& rule) {
    if (!rule.fallback_target) return {};
    return window_text(*rule.fallback_target, *rule.fallback_minus, *rule.fallback_plus, unit_of(rule.kind));
}

std::vector<Verdict> judge(const Spec& spec, const JudgedFile& file) {
    std::vector<Verdict> verdicts;
    for (const Rule& rule : spec.rules) {
        if (!applies(rule, file.wanted->role)) continue;
        if (file.holds == Holds::all_segments && !is_of_programme(rule.kind)) continue;
        Verdict verdict{spec.id, rule.id, file.path, {}, {}, {}, {}, rule.weight};
        if (rule.kind <= RuleKind::sample_peak) {
            judge_measured(rule, file.measured, verdict);
            if (file.holds == Holds::segment && is_of_programme(rule.kind)) {
                verdict.pass.reset();
                verdict.sentence = "not judged: of one segment; the programme is judged where all of it is";
            }
        } else {
            const Equal found = equal_case(rule, file);
            verdict.value = found.value;
            verdict.limit = found.limit;
            if (rule.weight == Weight::required) verdict.pass = found.pass;
            verdict.sentence = found.pass ? found.reason : "not judged: " + found.reason;
        }
        if (verdict.sentence.empty()) verdict.sentence = rule.sentence;
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

} // namespace dub::delivery
