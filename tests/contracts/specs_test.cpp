// Every delivery spec that comes with the program: it parses, it obeys its schema, a programme in the middle
// of all its limits passes and one outside of any single limit fails.
#include <gtest/gtest.h>

#include "engine/core/atomic_file.h"
#include "formats/delivery/builtin.h"
#include "formats/delivery/judge.h"
#include "formats/json/json.h"

namespace dub::delivery {
namespace {

using json::Json;

// The part of JSON Schema that ours uses; returns the first place that does not obey.
std::string breach(const Json& value, const Json& schema, const Json& root, const std::string& place) {
    if (schema.contains("$ref"))
        return breach(value, root["$defs"][schema["$ref"].get<std::string>().substr(8)], root, place);
    const std::string type = schema.value("type", "");
    if ((type == "object" && !value.is_object()) || (type == "array" && !value.is_array()) ||
        (type == "string" && !value.is_string()) || (type == "number" && !value.is_number()) ||
        (type == "boolean" && !value.is_boolean()))
        return place + ": not of type " + type;
    if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
        return place + ": not listed";
    if (value.is_number() && (value < schema.value("minimum", -1e9) || value > schema.value("maximum", 1e9)))
        return place + ": out of range";
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto found = breach(value[i], schema["items"], root, place + "/" + std::to_string(i));
                !found.empty())
                return found;
    if (!value.is_object()) return "";
    for (const auto& key : schema["required"])
        if (!value.contains(key.get<std::string>())) return place + ": lacks " + key.get<std::string>();
    for (const auto& [key, part] : value.items()) {
        if (!schema["properties"].contains(key)) return place + ": unknown " + key;
        if (auto found = breach(part, schema["properties"][key], root, place + "/" + key); !found.empty())
            return found;
    }
    return "";
}

double middle(const Rule& rule) {
    if (rule.target) return *rule.target + (*rule.plus - *rule.minus) / 2;
    if (rule.min && rule.max) return (*rule.min + *rule.max) / 2;
    return rule.max ? *rule.max - 3 : *rule.min + 3;
}

// Just outside, upwards where there is an upper limit.
double outside(const Rule& rule) {
    if (rule.target) return *rule.target + *rule.plus + 0.3;
    return rule.max ? *rule.max + 0.3 : *rule.min - 0.3;
}

void put(measure::Measurement& measured, RuleKind kind, double value) {
    switch (kind) {
    case RuleKind::integrated_loudness: measured.integrated = Lufs{value}; break;
    case RuleKind::dialogue_loudness:
        measured.dialogue = Lufs{value};
        measured.dialogue_method = measure::DialogueMethod::stem_assisted;
        break;
    case RuleKind::short_term_max: measured.short_term_max = Lufs{value}; break;
    case RuleKind::momentary_max: measured.momentary_max = Lufs{value}; break;
    case RuleKind::loudness_range: measured.range = Lu{value}; break;
    case RuleKind::true_peak: measured.true_peak = Dbtp{value}; break;
    case RuleKind::sample_peak: measured.sample_peak = Dbfs{value}; break;
    default: break;
    }
}

struct Specs : testing::TestWithParam<BuiltinSpec> {
    Spec spec = *parse_spec(GetParam().text, GetParam().file);
    Deliverable wanted = [this] {
        Deliverable first = spec.files.front();
        if (!first.layout) first.layout = *layout_named("5.1");
        return first;
    }();

    // A file that is all the spec asks for.
    [[nodiscard]] JudgedFile good() const {
        measure::Measurement measured;
        measured.layout = *wanted.layout;
        measured.length = {48000};
        measured.integrated = Lufs{-24};
        measured.sample_peak = Dbfs{-6};
        for (const Rule& rule : spec.rules)
            if (rule.kind <= RuleKind::sample_peak) put(measured, rule.kind, middle(rule));
        return {.path = "f",
                .wanted = &wanted,
                .measured = measured,
                .rate = wanted.rate,
                .bits = wanted.bits,
                .layout = *wanted.layout,
                .length_expected = SampleCount{48000}};
    }
    [[nodiscard]] std::vector<std::string> failed(const JudgedFile& file) const {
        std::vector<std::string> rules;
        for (const Verdict& verdict : judge(spec, file))
            if (verdict.pass == false) rules.push_back(verdict.rule);
        return rules;
    }
};

TEST_P(Specs, carries_the_name_of_its_file) { EXPECT_EQ(spec.id + ".json", GetParam().file); }

TEST_P(Specs, obeys_the_schema) {
    const auto schema =
        json::parse(*read_text_file(DUB_SOURCE_DIR "/docs/delivery-spec.schema.json", 1 << 20), "schema");
    ASSERT_TRUE(schema);
    EXPECT_EQ(breach(*json::parse(GetParam().text, GetParam().file), *schema, *schema, ""), "");
}

TEST_P(Specs, a_good_programme_passes_every_rule) {
    EXPECT_EQ(failed(good()), std::vector<std::string>{});
    for (const Verdict& verdict : judge(spec, good()))
        EXPECT_TRUE(verdict.value || verdict.pass) << verdict.rule;
}

TEST_P(Specs, each_rule_alone_can_fail) {
    for (const Rule& rule : spec.rules) {
        if (rule.weight == Weight::advice) continue;
        JudgedFile file = good();
        if (rule.kind <= RuleKind::sample_peak) put(file.measured, rule.kind, outside(rule));
        if (rule.kind == RuleKind::sample_rate) file.rate.hz = 44100;
        if (rule.kind == RuleKind::bit_depth) file.bits = 20;
        if (rule.kind == RuleKind::layout) file.layout = *layout_named("mono");
        if (rule.kind == RuleKind::length) file.measured.length = {48001};
        if (rule.kind == RuleKind::sound_present) file.measured.sample_peak = Dbfs{};
        EXPECT_EQ(failed(file), std::vector<std::string>{rule.id});
    }
}

TEST_P(Specs, its_ceiling_lies_within_its_own_peak_rule) {
    for (const Rule& rule : spec.rules)
        if (rule.kind == RuleKind::true_peak && rule.max && spec.limiter_ceiling) {
            EXPECT_LT(spec.limiter_ceiling->value, *rule.max);
        }
}

INSTANTIATE_TEST_SUITE_P(All, Specs, testing::ValuesIn(builtin_specs().begin(), builtin_specs().end()),
                         [](const auto& test) {
                             std::string name(test.param.file.substr(0, test.param.file.size() - 5));
                             for (char& c : name)
                                 if (c == '-' || c == '.') c = '_';
                             return name;
                         });

} // namespace
} // namespace dub::delivery
