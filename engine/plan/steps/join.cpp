#include "engine/plan/steps/join.h"

#include <algorithm>

namespace dub::plan {

bool Join::pass(ConstAudioBlock in, bool sounds, AudioBlock out) {
    const bool begins = task_ == Task::begin;
    const bool before = begins && former_ != nullptr && former_->sounded_;
    if (task_ == Task::keep) sounded_ = sounds;
    for (int c = 0; c < out.channels() && (sounds || before); ++c) {
        float* const to = out.data(c);
        const float* const kept = before ? former_->heard_.block().data(c) : nullptr;
        if (!begins) {
            std::copy_n(in.data(c), quantum, heard_.block().data(c));
            if (to != in.data(c)) std::copy_n(in.data(c), quantum, to);
            continue;
        }
        for (int i = 0; i < quantum; ++i) {
            const float fresh = sounds ? in.data(c)[i] : 0.0F;
            const float old = kept == nullptr ? 0.0F : kept[i];
            to[i] = fresh + (old - fresh) * (1 - (static_cast<float>(i) + 0.5F) / quantum);
        }
    }
    task_ = Task::none;
    return sounds || before;
}

} // namespace dub::plan
