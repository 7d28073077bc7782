#include "engine/plan/changes/signal_graph.h"

#include <algorithm>

#include "engine/plan/steps/delay.h"
#include "engine/plan/steps/insert.h"
#include "engine/plan/steps/low_pass.h"
#include "engine/plan/steps/reader.h"
#include "engine/plan/steps/sum.h"
#include "engine/plan/steps/trim.h"

namespace dub::plan {

Busy reach(Busy changed, SampleCount latency, SampleCount memory) {
    for (SampleRange& range : changed)
        range = {range.start - latency, range.end + memory};
    return tidy(std::move(changed));
}

Busy reach(const Busy& changed, SampleCount latency, SampleCount memory, const Busy& busy) {
    Busy reached;
    for (const SampleRange& range : changed) {
        const SampleRange near{range.start - latency, range.end};
        auto run = std::ranges::upper_bound(busy, near.start, {}, &SampleRange::end);
        for (; run != busy.end() && run->start < near.end; ++run)
            reached.push_back(SampleRange{near.start, near.end + memory}.clipped(*run));
    }
    return tidy(std::move(reached));
}

SignalGraph::SignalGraph(const Plan& plan) {
    const auto add_route = [this](const Step& step) {
        if (const auto* const route = dynamic_cast<const Route*>(&step))
            routes_.emplace(&route->table(), &route->setup());
    };
    for (const auto& step : plan.kept())
        add_route(*step);
    for (const auto& stage : plan.stages())
        add_route(*stage.step);
    for (const auto& stage : plan.stages())
        add(*stage.step);
}

const Signal* SignalGraph::original(const Signal* signal) const {
    const auto at = copies_.find(signal);
    return at == copies_.end() ? signal : at->second;
}

const Chain& SignalGraph::chain(const Signal* signal) const {
    const auto at = chains_.find(original(signal));
    return at == chains_.end() ? silence_ : at->second;
}

void SignalGraph::work(Chain& chain, const Step& step, SampleCount latency, SampleCount tail) {
    chain.steps.push_back({&step, chain.latency});
    chain.latency += latency;
    chain.busy = reach(std::move(chain.busy), latency, tail);
}

void SignalGraph::add(const Step& step) {
    if (const auto* const reader = dynamic_cast<const Reader*>(&step)) {
        Chain& chain = chains_[&reader->out()];
        chain.source = &step;
        for (const ClipVoice& voice : reader->voices())
            chain.busy.push_back(voice.place());
        chain.busy = tidy(std::move(chain.busy));
    } else if (const auto* const sum = dynamic_cast<const Sum*>(&step)) {
        Chain made{&step, {}, {}, {}};
        for (const Connection& from : sum->connections()) {
            made.latency = route(from.gains).latency;
            made.busy = united(made.busy, chain(from.from).busy);
        }
        chains_[&sum->out()] = std::move(made);
    } else if (const auto* const delay = dynamic_cast<const Delay*>(&step)) {
        if (&delay->in() == &delay->out())
            chains_[&delay->out()].latency += delay->delay();
        else
            copies_[&delay->out()] = original(&delay->in());
    } else if (const auto* const insert = dynamic_cast<const InsertStep*>(&step)) {
        Chain& chain = chains_[&insert->io()];
        const InsertSetup& setup = insert->setup();
        if (setup.key != nullptr) chain.busy = united(chain.busy, this->chain(setup.key).busy);
        work(chain, step, setup.processor->latency(), setup.processor->tail());
    } else if (const auto* const low_pass = dynamic_cast<const LowPass*>(&step)) {
        work(chains_[&low_pass->io()], step, {}, low_pass->tail());
    } else if (const auto* const trim = dynamic_cast<const Trim*>(&step)) {
        work(chains_[&trim->io()], step, {}, {});
    }
}

} // namespace dub::plan
