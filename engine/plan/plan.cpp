#include "engine/plan/plan.h"

#include <algorithm>

namespace dub::plan {

Plan::Plan(Parts parts)
    : parts_(std::move(parts)) {
    if (parts_.live == nullptr) parts_.live = std::make_unique<LiveValues>();
    for (const Stage& stage : parts_.stages)
        if (auto* const remembering = dynamic_cast<Remembering*>(stage.step.get()))
            memory_.push_back(remembering);
    std::ranges::stable_sort(memory_, {}, &Remembering::key);
}

void Plan::adopt(Plan& former) noexcept {
    for (const Stage& stage : parts_.stages)
        stage.step->reset();
    auto old = former.memory_.begin();
    for (Remembering* step : memory_) {
        while (old != former.memory_.end() && (*old)->key() < step->key())
            ++old;
        const bool found = old != former.memory_.end() && (*old)->key() == step->key();
        step->adopt(found ? *old++ : nullptr);
    }
    for (const auto& [address, moved] : former.live()) { // thousands, of which hands have few
        if (moved.is_idle()) continue;
        if (const auto own = live().find(address); own != live().end()) own->second.adopt(moved);
    }
}

SampleCount Plan::latency() const {
    SampleCount longest;
    for (const Output& output : parts_.outputs)
        longest = std::max(longest, output.latency);
    return longest;
}

void Plan::reset() {
    for (const Stage& stage : parts_.stages)
        stage.step->reset();
}

Result<void> Plan::run(const Window& window) {
    for (const Stage& stage : parts_.stages)
        for (int part = 0; part < stage.step->parts(window); ++part)
            CHECK(stage.step->run(window, part));
    return {};
}

} // namespace dub::plan
