#include "app/jobs/deliver_level.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dub::app {
namespace {

using delivery::FileRole;

bool is_whole_mix(FileRole role) { return role == FileRole::printmaster || role == FileRole::adm_bed; }

// The widest printmaster of the spec speaks for all its files.
const PlannedSet* leading_set(const DeliverPlan& plan, std::size_t spec) {
    const PlannedSet* widest = nullptr;
    for (const PlannedSet& set : plan.sets)
        if (set.spec == spec && is_whole_mix(set.wanted.role) &&
            (widest == nullptr || set.wanted.layout->channels() > widest->wanted.layout->channels()))
            widest = &set;
    return widest;
}

const delivery::Rule* dialogue_rule(const delivery::Spec& spec) {
    const auto at =
        std::ranges::find(spec.rules, delivery::RuleKind::dialogue_loudness, &delivery::Rule::kind);
    return at == spec.rules.end() ? nullptr : &*at;
}

struct Aim {
    std::optional<double> from;
    double to = 0;
    const char* what = "";
};

Aim aim_of(const delivery::Spec& spec, const measure::Measurement& measured) {
    const auto loudness = [](const std::optional<Lufs>& level) -> std::optional<double> {
        if (!level || !std::isfinite(level->value)) return std::nullopt;
        return level->value;
    };
    const double target = spec.level_target->value;
    if (!spec.level_by_dialogue) return {loudness(measured.integrated), target, "programme loudness"};
    if (measured.dialogue_method == measure::DialogueMethod::stem_assisted)
        return {loudness(measured.dialogue), target, "dialogue loudness"};
    const delivery::Rule* const rule = dialogue_rule(spec);
    const double fallback = rule != nullptr && rule->fallback_target ? *rule->fallback_target : target;
    return {loudness(measured.integrated), fallback, "programme loudness, speech being below 15 %,"};
}

// The spec whose printmaster the stems sum to.
std::optional<std::size_t> spec_of_home(const DeliverPlan& plan, const Layout& home) {
    for (const PlannedSet& set : plan.sets)
        if (is_whole_mix(set.wanted.role) && set.wanted.layout == home) return set.spec;
    return std::nullopt;
}

} // namespace

Levels levels_to_meet(const DeliverPlan& plan, const Mixed& mixed, const Layout& home) {
    Levels levels;
    std::vector<Db> of_spec(plan.specs.size());
    for (std::size_t spec = 0; spec < plan.specs.size(); ++spec) {
        const PlannedSet* const leading = leading_set(plan, spec);
        if (leading == nullptr || !plan.specs[spec].level_target) continue;
        const Aim aim = aim_of(plan.specs[spec], mixed.outputs[leading->output].measured);
        if (!aim.from) {
            levels.diagnostics.push_back(
                {Severity::warning, "deliver.no-loudness", leading->path,
                 "there is no loudness to meet the target with: the mix is silent or shorter than "
                 "0.4 s; its level was kept"});
            continue;
        }
        of_spec[spec] = Db{aim.to - *aim.from};
        levels.told.push_back({plan.specs[spec].id, of_spec[spec],
                               fmt::format("{:+.2f} dB: {} from {:.1f} to {:.1f} LUFS", of_spec[spec].value,
                                           aim.what, *aim.from, aim.to)});
    }
    const std::optional<std::size_t> leader = spec_of_home(plan, home);
    for (std::size_t spec = 0; spec < plan.specs.size(); ++spec) {
        if (leading_set(plan, spec) != nullptr || !leader || of_spec[*leader].value == 0) continue;
        of_spec[spec] = of_spec[*leader];
        levels.told.push_back({plan.specs[spec].id, of_spec[spec],
                               fmt::format("{:+.2f} dB, as {}: so they still sum", of_spec[spec].value,
                                           plan.specs[*leader].id)});
    }
    for (const PlannedSet& set : plan.sets)
        levels.of_set.push_back(of_spec[set.spec]);
    return levels;
}

} // namespace dub::app
