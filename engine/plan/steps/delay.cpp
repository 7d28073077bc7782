#include "engine/plan/steps/delay.h"

#include <algorithm>
#include <array>

namespace dub::plan {

Delay::Delay(const StepKey& key, const Signal& in, Signal& out, SampleCount delay)
    : Remembering(key)
    , in_(in)
    , out_(out)
    , delay_(static_cast<std::size_t>(delay.value))
    , rings_(static_cast<std::size_t>(in.layout.channels()), std::vector<float>(delay_))
    , rest_(delay)
    , join_(in.layout.channels())
    , joined_(in.layout.channels(), quantum) {}

void Delay::clear() {
    for (auto& ring : rings_)
        std::ranges::fill(ring, 0.0F);
    at_ = 0;
}

void Delay::reset() {
    clear();
    rest_.reset();
    join_.reset();
}

// The newest of what the former held; of a longer delay the oldest part is left out, a shorter one begins
// with silence.
void Delay::adopt(Remembering* former) noexcept {
    reset();
    auto* const other = dynamic_cast<Delay*>(former);
    const bool fits = other != nullptr && other->in_.layout == in_.layout;
    join_.begin_from(fits ? &other->join_ : nullptr);
    if (!fits) return;
    other->join_.keep();
    rest_.adopt(other->rest_);
    const std::size_t shared = std::min(delay_, other->delay_);
    for (std::size_t c = 0; c < rings_.size(); ++c)
        for (std::size_t i = 1; i <= shared; ++i)
            rings_[c][delay_ - i] = other->rings_[c][(other->at_ + other->delay_ - i) % other->delay_];
}

bool Delay::join(bool sounds) {
    return join_.pass(in_.buffer.block().part(0, quantum), sounds, joined_.block());
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
    Activity input = in_.sound;
    const bool joining = join_.awaited();
    if (joining && join(input.has(0))) input.set(0);
    const auto work = [&](int first, int last) {
        for (int q = first; q < last; ++q) {
            for (int c = 0; c < in_.layout.channels(); ++c) {
                const float* const heard =
                    joining && q == 0 ? joined_.block().data(c) : in_.buffer.block().data(c) + q * quantum;
                shift(q, input.has(q) ? heard : nullptr, c, at_);
            }
            at_ = (at_ + quantum) % delay_;
        }
    };
    out_.sound = rest_.walk(input, window.quanta, work, [&] { clear(); });
    return {};
}

} // namespace dub::plan
