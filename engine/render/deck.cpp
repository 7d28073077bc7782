#include "engine/render/deck.h"

#include <algorithm>

namespace dub::render {

using plan::quantum;

namespace {

// to = from what is in `before` to what is in `to`; `at` counts from the first of the quantum.
void blend(Bundle& to, const Bundle& before, int before_from, int at, int samples) {
    for (std::size_t o = 0; o < to.size(); ++o) {
        const AudioBlock fresh = to[o];
        const AudioBuffer* const former = to.same_in(before, o);
        for (int c = 0; c < fresh.channels(); ++c)
            for (int i = 0; i < samples; ++i) {
                const float old = former != nullptr ? former->block().data(c)[before_from + i] : 0.0F;
                float& sample = fresh.data(c)[i];
                sample += (old - sample) * (1 - (static_cast<float>(at + i) + 0.5F) / quantum);
            }
    }
}

} // namespace

template <class Do> void Deck::each_plan(Do what) {
    for (LivePlan* const plan : {current_, next_})
        if (plan != nullptr) what(*plan, map_.at(plan->computed()).place(plan->computed()));
}

void Deck::put(LivePlan& plan) {
    if (current_ != nullptr) plan.plan().adopt(current_->plan());
    current_ = &plan;
    next_ = nullptr;
    plan.begin(0);
}

void Deck::take_over(LivePlan& plan) {
    plan.plan().adopt(current_->plan());
    blend_at_ = current_->computed();
    plan.begin(blend_at_);
    next_ = &plan;
}

void Deck::start(SamplePos at) {
    if (next_ != nullptr) current_ = std::exchange(next_, nullptr);
    map_.start(at);
    heard_ = primed_ = 0;
    ending_ = false;
    current_->plan().reset();
    current_->begin(0);
    settle(*current_);
}

void Deck::loop(SampleRange range) {
    std::int64_t computed = heard_;
    for (const LivePlan* plan : {current_, next_})
        if (plan != nullptr) computed = std::max(computed, plan->computed());
    map_.loop(range, computed);
}

void Deck::prime(int samples) {
    primed_ += samples;
    run_until(*current_, std::min(primed_, current_->latency().value));
}

int Deck::read(int samples) {
    samples = std::min(samples, LivePlan::most);
    for (;;) {
        const Stretch stretch = map_.at(heard_);
        const SamplePos place = stretch.place(heard_);
        if (place < stretch.heard.start) {
            skip((stretch.heard.start - place).value);
        } else if (place < stretch.heard.end) {
            const auto left = std::min<std::int64_t>(samples, (stretch.heard.end - place).value);
            const int read = fetch(static_cast<int>(left), &LivePlan::heard);
            turn(static_cast<int>(std::min<std::int64_t>((place - stretch.heard.start).value, quantum)),
                 read);
            return read;
        } else {
            for (int kept = 0; kept < quantum;) {
                const int piece = fetch(quantum - kept, &LivePlan::passing);
                LivePlan& from = *given_;
                for (std::size_t o = 0; o < from.ending.size(); ++o)
                    for (int c = 0; c < from.ending[o].channels(); ++c)
                        std::copy_n(from.passing[o].data(c), piece, from.ending[o].data(c) + kept);
                kept += piece;
            }
            ending_ = true;
            skip(stretch.last - heard_);
        }
    }
}

// The crossfade at the turn of a loop: `from` counts from the first sample heard of the new turn.
void Deck::turn(int from, int samples) {
    if (!ending_ || from >= quantum) return;
    const int length = std::min(samples, quantum - from);
    blend(given_->heard, given_->ending, from, from, length);
    if (from + length == quantum) ending_ = false;
}

void Deck::skip(std::int64_t samples) {
    while (samples > 0)
        samples -=
            fetch(static_cast<int>(std::min<std::int64_t>(samples, LivePlan::most)), &LivePlan::passing);
}

// As many as are heard from the same plans, into that buffer of given_.
int Deck::fetch(int samples, Bundle LivePlan::*to) {
    if (!blending()) {
        if (next_ != nullptr) samples = static_cast<int>(std::min<std::int64_t>(samples, blend_at_ - heard_));
        given_ = current_;
        pull(*current_, samples, current_->*to);
        heard_ += samples;
    } else {
        if (heard_ == blend_at_) next_->ending.copy(current_->ending, quantum);
        given_ = next_;
        const auto at = static_cast<int>(heard_ - blend_at_);
        samples = std::min(samples, quantum - at);
        pull(*current_, samples, current_->passing);
        pull(*next_, samples, next_->*to);
        blend(next_->*to, current_->passing, 0, at, samples);
        heard_ += samples;
        if (at + samples == quantum) current_ = std::exchange(next_, nullptr);
    }
    map_.forget(heard_);
    return samples;
}

void Deck::pull(LivePlan& plan, int samples, Bundle& to) {
    run_until(plan, plan.delivered() + samples + plan.latency().value);
    plan.take(samples, to, 0);
}

void Deck::run_until(LivePlan& plan, std::int64_t count) {
    while (plan.computed() < count) {
        const std::int64_t quanta = (count - plan.computed() + quantum - 1) / quantum;
        const auto most = static_cast<int>(std::min<std::int64_t>(quanta, LivePlan::most / quantum));
        const plan::Window window = map_.window(plan.computed(), most);
        if (map_.at(plan.computed()).first == plan.computed()) settle(plan);
        if (!plan.run(window)) ++failures_;
        // The one that takes over keeps step, no further ahead than it is to be heard.
        if (&plan == current_ && next_ != nullptr) {
            const SampleCount early = std::max(SampleCount{0}, plan.latency() - next_->latency());
            run_until(*next_, (plan.computed() - early.value) / quantum * quantum);
        }
    }
}

void Deck::settle(LivePlan& plan) {
    for (auto& [address, value] : plan.plan().live())
        value.settle();
}

void Deck::move(const plan::LiveAddress& address, double to) {
    each_plan([&](LivePlan& plan, SamplePos now) {
        const auto found = plan.plan().live().find(address);
        if (found != plan.plan().live().end()) found->second.move(to, now);
    });
}

void Deck::release(const plan::LiveAddress& address, SampleCount within) {
    each_plan([&](LivePlan& plan, SamplePos now) {
        const auto found = plan.plan().live().find(address);
        if (found != plan.plan().live().end()) found->second.release(now, within);
    });
}

void Deck::release_all(LivePlan& plan) {
    const SamplePos now = map_.at(plan.computed()).place(plan.computed());
    for (auto& [address, value] : plan.plan().live())
        value.release(now);
}

} // namespace dub::render
