#include "engine/plan/build/wiring.h"

#include <algorithm>

#include "engine/plan/steps/delay.h"
#include "engine/plan/steps/low_pass.h"
#include "engine/plan/steps/sum.h"
#include "engine/plan/steps/trim.h"

namespace dub::plan {
namespace {

std::vector<std::size_t> stages_of(const Wire& wire) {
    return wire.stage ? std::vector{*wire.stage} : std::vector<std::size_t>{};
}

} // namespace

std::size_t Wiring::add(std::unique_ptr<Step> step, std::vector<std::size_t> after) {
    parts_.stages.push_back({std::move(step), std::move(after)});
    return parts_.stages.size() - 1;
}

Signal& Wiring::new_signal(const Layout& layout) {
    parts_.signals.push_back(std::make_unique<Signal>(layout, parts_.longest));
    return *parts_.signals.back();
}

Wire Wiring::silence(const Layout& layout) { return {{}, &new_signal(layout), std::nullopt, {}, {}}; }

Wire Wiring::source(session::StripOwner owner, Signal& signal, std::unique_ptr<Step> step, Busy busy) {
    return {owner, &signal, add(std::move(step), {}), {}, tidy(std::move(busy))};
}

// A step that remembers was added: from when to when it is not at rest.
void Wiring::remembers(Wire& wire, SampleCount tail, const Busy& heard) {
    wire.busy = extended(heard, tail);
    parts_.restless = united(parts_.restless, wire.busy);
}

void Wiring::delay(Wire& wire, SampleCount to) {
    const SampleCount by = to - wire.latency;
    if (by <= SampleCount{0}) return;
    wire.latency = to;
    if (!wire.stage) return;
    wire.stage = add(std::make_unique<Delay>(StepKey{Memory::delay, wire.owner, {}, variant_}, *wire.signal,
                                             *wire.signal, by),
                     stages_of(wire));
    remembers(wire, by, wire.busy);
}

Wire Wiring::delayed(const Wire& wire, SampleCount to) {
    if (wire.latency >= to) return wire;
    const auto [known, fresh] = delayed_.try_emplace({wire.signal, to.value});
    Wire& copy = known->second;
    if (!fresh) return copy;
    copy = {wire.owner, &new_signal(wire.layout()), std::nullopt, to, {}};
    if (!wire.stage) return copy;
    copy.stage = add(std::make_unique<Delay>(StepKey{Memory::delay, wire.owner, {}, variant_}, *wire.signal,
                                             *copy.signal, to - wire.latency),
                     stages_of(wire));
    remembers(copy, to - wire.latency, wire.busy);
    return copy;
}

Wire Wiring::sum(session::StripOwner owner, const Layout& to, std::vector<Feed> feeds) {
    Wire out{owner, &new_signal(to), std::nullopt, {}, {}};
    for (const Feed& feed : feeds)
        out.latency = std::max(out.latency, feed.from.latency);
    auto sum = std::make_unique<Sum>(*out.signal);
    std::vector<std::size_t> after;
    Busy busy;
    for (Feed& feed : feeds) {
        const Wire from = delayed(feed.from, out.latency);
        feed.route.from = from.layout();
        feed.route.to = to;
        feed.route.latency = out.latency;
        feed.route.longest = parts_.longest;
        auto route = std::make_unique<Route>(std::move(feed.route));
        sum->connect({from.signal, &route->table()});
        if (from.stage) after.push_back(*from.stage);
        busy.insert(busy.end(), from.busy.begin(), from.busy.end());
        if (route->is_fixed())
            parts_.kept.push_back(std::move(route));
        else
            after.push_back(add(std::move(route), {}));
    }
    std::ranges::sort(after);
    const auto repeated = std::ranges::unique(after);
    after.erase(repeated.begin(), repeated.end());
    out.stage = add(std::move(sum), std::move(after));
    out.busy = tidy(std::move(busy));
    return out;
}

void Wiring::trim(Wire& wire, Level level) {
    if (level.is_unity() || !wire.stage) return;
    wire.stage = add(std::make_unique<Trim>(*wire.signal, std::move(level), wire.latency), stages_of(wire));
}

void Wiring::insert(Wire& wire, InsertId id, InsertSetup setup, const Wire* key) {
    Busy heard = wire.busy;
    std::vector<std::size_t> after = stages_of(wire);
    if (key != nullptr) {
        setup.key = key->signal;
        heard = united(heard, key->busy);
        if (key->stage) after.push_back(*key->stage);
    }
    setup.latency = wire.latency;
    const SampleCount latency = setup.processor->latency(), tail = setup.processor->tail();
    wire.stage = add(std::make_unique<InsertStep>(StepKey{Memory::insert, wire.owner, id, variant_},
                                                  *wire.signal, std::move(setup)),
                     std::move(after));
    wire.latency += latency;
    remembers(wire, tail, heard);
}

void Wiring::low_pass(Wire& wire, SampleRate rate) {
    auto step =
        std::make_unique<LowPass>(StepKey{Memory::low_pass, wire.owner, {}, variant_}, *wire.signal, rate);
    const SampleCount tail = step->tail();
    wire.stage = add(std::move(step), stages_of(wire));
    remembers(wire, tail, wire.busy);
}

} // namespace dub::plan
