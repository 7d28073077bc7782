#include "app/jobs/deliver_level.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dub::app {
namespace {

using delivery::FileRole;

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

// Finds the offsets one spec after the other.
class Search {
  public:
    Search(const DeliverPlan& plan, const Mixed& mixed, const Layout& home)
        : plan_(plan)
        , mixed_(mixed)
        , leader_(spec_of_home(plan, home))
        , of_spec_(plan.specs.size())
        , aims_(plan.specs.size()) {}

    Levels run() {
        // The spec whose offset the delivered stems get comes first: the others hear speech in those stems.
        const std::optional<std::size_t> stems = spec_of_stems();
        if (stems) seek(*stems, std::nullopt);
        std::optional<Db> heard; // of the delivered stems; none: no stems are delivered
        if (!plan_.stems.empty()) heard = stems ? of_spec_[*stems] : Db{};
        for (std::size_t spec = 0; spec < plan_.specs.size(); ++spec)
            if (spec != stems) seek(spec, heard);
        follow_leader();
        for (std::size_t spec = 0; spec < plan_.specs.size(); ++spec)
            tell(spec);
        for (const PlannedSet& set : plan_.sets) {
            levels_.of_set.push_back(of_spec_[set.spec]);
            levels_.of_speech.push_back(heard.value_or(of_spec_[set.spec]));
        }
        return std::move(levels_);
    }

  private:
    [[nodiscard]] std::optional<std::size_t> spec_of_stems() const {
        const auto at = std::ranges::find(plan_.sets, FileRole::stem,
                                          [](const PlannedSet& set) { return set.wanted.role; });
        if (at == plan_.sets.end()) return std::nullopt;
        return leading_set(plan_, at->spec) != nullptr ? std::optional(at->spec) : leader_;
    }

    // What counts as speech depends on the level of the stem. Where it moves along with the mix the offset is
    // sought until it stands still.
    void seek(std::size_t spec, std::optional<Db> stem) {
        const PlannedSet* const leading = leading_set(plan_, spec);
        if (leading == nullptr || !plan_.specs[spec].level_target) return;
        constexpr int rounds_max = 8;
        constexpr double settled_db = 0.001;
        for (int round = 0; round < rounds_max; ++round) {
            const Db before = of_spec_[spec];
            aims_[spec] = aim_at(*leading, stem.value_or(before));
            if (!aims_[spec]->from) return;
            of_spec_[spec] = Db{aims_[spec]->to - *aims_[spec]->from};
            if (stem || std::abs(of_spec_[spec].value - before.value) < settled_db) return;
        }
    }

    [[nodiscard]] Aim aim_at(const PlannedSet& leading, Db stem) const {
        const MixedOutput& output = mixed_.outputs[leading.output];
        const delivery::Spec& spec = plan_.specs[leading.spec];
        if (stem.value == 0 || !spec.level_by_dialogue) return aim_of(spec, output.measured);
        measure::Measurement measured = output.measured;
        measure::add_dialogue(measured, output.energies_100ms, mixed_.speech_100ms(stem));
        return aim_of(spec, measured);
    }

    void follow_leader() {
        for (std::size_t spec = 0; spec < plan_.specs.size(); ++spec)
            if (leading_set(plan_, spec) == nullptr && leader_) of_spec_[spec] = of_spec_[*leader_];
    }

    void tell(std::size_t spec) {
        const std::string& id = plan_.specs[spec].id;
        const Db offset = of_spec_[spec];
        if (aims_[spec] && !aims_[spec]->from)
            levels_.diagnostics.push_back(
                {Severity::warning, "deliver.no-loudness", leading_set(plan_, spec)->path,
                 "there is no loudness to meet the target with: the mix is silent or shorter than "
                 "0.4 s; its level was kept"});
        else if (aims_[spec])
            levels_.told.push_back({id, offset,
                                    fmt::format("{:+.2f} dB: {} from {:.1f} to {:.1f} LUFS", offset.value,
                                                aims_[spec]->what, *aims_[spec]->from, aims_[spec]->to)});
        else if (leading_set(plan_, spec) == nullptr && offset.value != 0)
            levels_.told.push_back({id, offset,
                                    fmt::format("{:+.2f} dB, as {}: so they still sum", offset.value,
                                                plan_.specs[*leader_].id)});
    }

    const DeliverPlan& plan_;
    const Mixed& mixed_;
    std::optional<std::size_t> leader_;
    std::vector<Db> of_spec_;
    std::vector<std::optional<Aim>> aims_; // of specs with a target and a printmaster
    Levels levels_;
};

} // namespace

Levels levels_to_meet(const DeliverPlan& plan, const Mixed& mixed, const Layout& home) {
    return Search(plan, mixed, home).run();
}

} // namespace dub::app
