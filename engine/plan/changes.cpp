#include "engine/plan/changes.h"

#include <algorithm>
#include <typeinfo>

#include "engine/plan/changes/clip_changes.h"
#include "engine/plan/changes/curve_changes.h"
#include "engine/plan/changes/signal_graph.h"
#include "engine/plan/compile.h"
#include "engine/plan/steps/insert.h"
#include "engine/plan/steps/low_pass.h"
#include "engine/plan/steps/reader.h"
#include "engine/plan/steps/sum.h"
#include "engine/plan/steps/trim.h"

namespace dub::plan {
namespace {

// A recording as the pool describes it; never read.
class Described final : public AudioSource {
  public:
    explicit Described(const session::Media& media)
        : format_{media.layout, media.rate, media.length} {}
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos, AudioBlock) override { return {}; }

  private:
    AudioFormat format_;
};

Result<Compiled> compiled(const session::Session& session, const Tap& tap) {
    return compile(session, {{{"compared", tap, {}}}}, [](const session::Media& media) {
        return Result<std::unique_ptr<AudioSource>>(std::make_unique<Described>(media));
    });
}

class Comparison {
  public:
    Comparison(const Plan& before, const Plan& after)
        : before_(before)
        , after_(after) {}

    Busy of(const Signal* before, const Signal* after) {
        const auto [at, fresh] =
            known_.try_emplace({before_.original(before), after_.original(after)}, Busy{});
        if (fresh) at->second = compare(before_.original(before), after_.original(after));
        return at->second; // std::map: stays where it is
    }

  private:
    struct Both {
        const Chain& before;
        const Chain& after;
        [[nodiscard]] Busy busy() const { return united(before.busy, after.busy); }
    };

    Busy compare(const Signal* before, const Signal* after) {
        const Both both{before_.chain(before), after_.chain(after)};
        if (both.before.source == nullptr && both.after.source == nullptr) return {};
        if (both.before.source == nullptr || both.after.source == nullptr || before->layout != after->layout)
            return both.busy();
        const Connection* const old_one = lone(both.before, before_);
        const Connection* const new_one = lone(both.after, after_);
        // A fader that rests at unity is left out of the plan.
        if (old_one != nullptr && new_one == nullptr)
            return behind_fader(of(old_one->from, after), before_.route(old_one->gains), *before, both);
        if (new_one != nullptr && old_one == nullptr)
            return behind_fader(of(before, new_one->from), after_.route(new_one->gains), *after, both);
        return in_place(sources(both), both);
    }

    // The one connection of a sum that only sets a level, of an output or a key.
    static const Connection* lone(const Chain& chain, const SignalGraph& graph) {
        const auto* const sum = dynamic_cast<const Sum*>(chain.source);
        if (sum == nullptr || !chain.steps.empty() || sum->connections().size() != 1) return nullptr;
        const Connection& one = sum->connections().front();
        const RouteSetup& route = graph.route(one.gains);
        const bool level_only = route.origin == RouteOrigin{} && !route.pan && route.from == route.to;
        return level_only ? &one : nullptr;
    }

    static Busy behind_fader(const Busy& changed, const RouteSetup& route, const Signal& signal,
                             const Both& both) {
        RouteSetup unity;
        unity.matrix = dsp::by_name(signal.layout, signal.layout);
        unity.from = unity.to = signal.layout;
        unity.latency = route.latency;
        return united(changed, shared(changes(unity, route), both.busy()));
    }

    Busy sources(const Both& both) {
        const auto* const old_reader = dynamic_cast<const Reader*>(both.before.source);
        const auto* const new_reader = dynamic_cast<const Reader*>(both.after.source);
        if (old_reader != nullptr && new_reader != nullptr)
            return changes(old_reader->voices(), new_reader->voices());
        const auto* const old_sum = dynamic_cast<const Sum*>(both.before.source);
        const auto* const new_sum = dynamic_cast<const Sum*>(both.after.source);
        if (old_sum != nullptr && new_sum != nullptr) return sums(*old_sum, *new_sum, both);
        return both.busy();
    }

    Busy sums(const Sum& before, const Sum& after, const Both& both) {
        Busy changed;
        const auto add = [&](const Busy& more) { changed.insert(changed.end(), more.begin(), more.end()); };
        std::map<RouteOrigin, std::pair<std::size_t, const Connection*>> others;
        for (std::size_t i = 0; i < after.connections().size(); ++i)
            others.emplace(after_.route(after.connections()[i].gains).origin,
                           std::pair(i, &after.connections()[i]));
        std::optional<std::size_t> last;
        bool reordered = false;
        for (const Connection& one : before.connections()) {
            const RouteSetup& route = before_.route(one.gains);
            const auto at = others.find(route.origin);
            if (at == others.end()) {
                add(before_.chain(one.from).busy);
                continue;
            }
            const auto [place, other] = at->second;
            reordered = reordered || (last && place < *last);
            last = place;
            add(of(one.from, other->from));
            add(shared(changes(route, after_.route(other->gains)),
                       united(before_.chain(one.from).busy, after_.chain(other->from).busy)));
            others.erase(at);
        }
        for (const auto& [origin, other] : others)
            add(after_.chain(other.second->from).busy);
        // Floating point: another order of adding rounds differently.
        return reordered ? both.busy() : tidy(std::move(changed));
    }

    Busy in_place(Busy changed, const Both& both) {
        const auto &olds = both.before.steps, &news = both.after.steps;
        std::size_t i = 0, j = 0;
        while (i < olds.size() || j < news.size()) {
            const auto* const old_trim = step_at<Trim>(olds, i);
            const auto* const new_trim = step_at<Trim>(news, j);
            if (old_trim != nullptr || new_trim != nullptr) {
                changed = united(changed, trims(old_trim, new_trim, both));
                i += old_trim != nullptr ? 1 : 0;
                j += new_trim != nullptr ? 1 : 0;
                continue;
            }
            if (i == olds.size() || j == news.size()) return both.busy();
            const auto next = remembering(std::move(changed), olds[i++], news[j++], both);
            if (!next) return both.busy();
            changed = *next;
        }
        return changed;
    }

    template <class Kind> static const Kind* step_at(const std::vector<InPlace>& steps, std::size_t place) {
        return place < steps.size() ? dynamic_cast<const Kind*>(steps[place].step) : nullptr;
    }

    // A trim at rest at unity is left out of the plan. It stands before all inserts: no latency.
    static Busy trims(const Trim* before, const Trim* after, const Both& both) {
        const Level unity;
        const Edges edges = edges_of(both.before.steps.empty() ? SampleCount{} : both.before.steps[0].latency,
                                     both.after.steps.empty() ? SampleCount{} : both.after.steps[0].latency);
        return shared(changes(before != nullptr ? before->level() : unity,
                              after != nullptr ? after->level() : unity, edges),
                      both.busy());
    }

    // None: they are not the same kind of thing.
    std::optional<Busy> remembering(Busy changed, const InPlace& before, const InPlace& after,
                                    const Both& both) {
        const auto* const old_pass = dynamic_cast<const LowPass*>(before.step);
        if (old_pass != nullptr && dynamic_cast<const LowPass*>(after.step) != nullptr)
            return reach(changed, {}, old_pass->tail(), both.busy());
        const auto* const old_insert = dynamic_cast<const InsertStep*>(before.step);
        const auto* const new_insert = dynamic_cast<const InsertStep*>(after.step);
        if (old_insert == nullptr || new_insert == nullptr) return std::nullopt;
        const InsertSetup &x = old_insert->setup(), &y = new_insert->setup();
        const Processor &p = *x.processor, &q = *y.processor;
        if (typeid(p) != typeid(q) || (x.key == nullptr) != (y.key == nullptr) ||
            x.parameters.size() != y.parameters.size())
            return std::nullopt;
        if (x.key != nullptr) {
            if (x.key->layout != y.key->layout) return std::nullopt;
            changed = united(changed, of(x.key, y.key));
        }
        const Edges edges = edges_of(before.latency, after.latency);
        std::vector<ParameterReach> values;
        for (std::size_t i = 0; i < x.parameters.size(); ++i) {
            changed = united(changed, shared(changes(x.parameters[i], y.parameters[i], edges), both.busy()));
            const auto old_reach = x.parameters[i].reach(), new_reach = y.parameters[i].reach();
            values.push_back(
                {std::min(old_reach.first, new_reach.first), std::max(old_reach.second, new_reach.second)});
        }
        return reach(changed, p.latency(), p.memory(values), both.busy());
    }

    SignalGraph before_, after_;
    std::map<std::pair<const Signal*, const Signal*>, Busy> known_;
};

} // namespace

Busy changed_ranges(const session::Session& before, const session::Session& after, const Tap& tap) {
    if (before.info->rate != after.info->rate) return {all_time};
    const auto old_plan = compiled(before, tap), new_plan = compiled(after, tap);
    if (!old_plan || !new_plan) return {all_time};
    return Comparison(*old_plan->plan, *new_plan->plan)
        .of(old_plan->plan->outputs().front().signal, new_plan->plan->outputs().front().signal);
}

} // namespace dub::plan
