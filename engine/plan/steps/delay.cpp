#include "engine/plan/steps/delay.h"

#include <algorithm>
#include <array>

namespace dub::plan {

Delay::Delay(const Signal& in, Signal& out, SampleCount delay)
    : in_(in)
    , out_(out)
    , delay_(static_cast<std::size_t>(delay.value))
    , rings_(static_cast<std::size_t>(in.layout.channels()), std::vector<float>(delay_))
    , rest_(delay) {}

void Delay::clear() {
    for (auto& ring : rings_)
        std::ranges::fill(ring, 0.0F);
    at_ = 0;
}

void Delay::reset() {
    clear();
    rest_.reset();
}

// One quantum of one channel; nullptr is silence.
void Delay::shift(int quantum_index, const float* in, int channel, std::size_t ring_at) {
    auto& ring = rings_[static_cast<std::size_t>(channel)];
    float* const out = out_.buffer.block().data(channel) + quantum_index * quantum;
    std::array<float, quantum> coming{}; // a copy: out may be in
    if (in != nullptr) std::copy_n(in, quantum, coming.begin());
    for (std::size_t done = 0; done < quantum;) {
        const std::size_t piece = std::min(delay_ - ring_at, quantum - done);
        std::copy_n(ring.begin() + static_cast<std::ptrdiff_t>(ring_at), piece, out + done);
        std::copy_n(coming.begin() + done, piece, ring.begin() + static_cast<std::ptrdiff_t>(ring_at));
        ring_at = (ring_at + piece) % delay_;
        done += piece;
    }
}

Result<void> Delay::run(const Window& window, int) {
    const Activity input = in_.sound;
    const auto work = [&](int first, int last) {
        for (int q = first; q < last; ++q) {
            for (int c = 0; c < in_.layout.channels(); ++c)
                shift(q, input.has(q) ? in_.buffer.block().data(c) + q * quantum : nullptr, c, at_);
            at_ = (at_ + quantum) % delay_;
        }
    };
    out_.sound = rest_.walk(input, window.quanta, work, [&] { clear(); });
    return {};
}

} // namespace dub::plan
