#include "engine/render/live_plan.h"

#include <algorithm>

#include "engine/render/runner.h"

namespace dub::render {

using plan::quantum;

Bundle::Bundle(const plan::Plan& plan, int samples)
    : of_(&plan) {
    for (const auto& output : plan.outputs())
        buffers_.emplace_back(output.layout.channels(), samples);
}

void Bundle::clear(int samples) {
    for (AudioBuffer& buffer : buffers_)
        for (int c = 0; c < buffer.channels(); ++c)
            std::fill_n(buffer.block().data(c), samples, 0.0F);
}

const AudioBuffer* Bundle::same_in(const Bundle& other, std::size_t output) const {
    if (other.of_ == of_) return &other.buffers_[output];
    const plan::Plan::Output& wanted = of_->outputs()[output];
    const auto outputs = other.of_->outputs();
    for (std::size_t o = 0; o < outputs.size(); ++o)
        if (outputs[o].name == wanted.name && outputs[o].layout == wanted.layout) return &other.buffers_[o];
    return nullptr;
}

void Bundle::copy(const Bundle& other, int samples) {
    for (std::size_t o = 0; o < buffers_.size(); ++o) {
        const AudioBuffer* const from = same_in(other, o);
        for (int c = 0; c < buffers_[o].channels(); ++c) {
            float* const to = buffers_[o].block().data(c);
            if (from != nullptr)
                std::copy_n(from->block().data(c), samples, to);
            else
                std::fill_n(to, samples, 0.0F);
        }
    }
}

LivePlan::LivePlan(std::unique_ptr<plan::Plan> plan, std::uint64_t number)
    : heard(*plan, most)
    , passing(*plan, most)
    , ending(*plan, quantum)
    , tail(*plan, quantum)
    , line(*plan, most)
    , grains{Bundle(*plan, grain + 2 * grain_margin), Bundle(*plan, grain + 2 * grain_margin)}
    , plan_(std::move(plan))
    , number_(number)
    , latency_(plan_->latency()) {
    for (const auto& output : plan_->outputs()) {
        // An output with less latency than the longest runs ahead of it by the difference.
        const auto ahead = static_cast<int>((latency_ - output.latency).value);
        waiting_.push_back({AudioBuffer(output.layout.channels(), 3 * most + ahead), 0});
        outputs.push_back({&output, {}});
    }
}

void LivePlan::begin(std::int64_t count) {
    computed_ = delivered_ = count;
    for (Waiting& waiting : waiting_)
        waiting.count = 0;
}

bool LivePlan::has(int samples) const { return computed_ - latency_.value - delivered_ >= samples; }

bool LivePlan::run(const plan::Window& window) {
    const bool done = plan_->run(window).has_value();
    for (std::size_t o = 0; o < waiting_.size(); ++o) {
        const std::int64_t first = computed_ - plan_->outputs()[o].latency.value;
        keep(o, first, window.samples(), done);
    }
    computed_ += window.samples();
    return done;
}

void LivePlan::keep(std::size_t output, std::int64_t first, int samples, bool sounds) {
    Waiting& waiting = waiting_[output];
    const auto old = static_cast<int>(std::clamp<std::int64_t>(delivered_ - first, 0, samples));
    const int fresh = samples - old;
    const AudioBlock to = waiting.audio.block().part(waiting.count, fresh);
    const plan::Signal& signal = *plan_->outputs()[output].signal;
    if (sounds)
        copy_slice(signal, {{}, old}, to);
    else
        for (int c = 0; c < to.channels(); ++c)
            std::ranges::fill(to.channel(c), 0.0F);
    waiting.count += fresh;
}

void LivePlan::take(int samples, Bundle& to, int at) {
    for (std::size_t o = 0; o < waiting_.size(); ++o) {
        Waiting& waiting = waiting_[o];
        const AudioBlock audio = waiting.audio.block();
        for (int c = 0; c < audio.channels(); ++c) {
            std::copy_n(audio.data(c), samples, to[o].data(c) + at);
            std::copy(audio.data(c) + samples, audio.data(c) + waiting.count, audio.data(c));
        }
        waiting.count -= samples;
    }
    delivered_ += samples;
}

} // namespace dub::render
