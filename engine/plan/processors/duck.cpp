// Lowers the sound while its key is above a threshold: down within the attack, held, back within the release.
// Without a key it does nothing.
#include "engine/session/parameters/duck.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/plan/automation/level.h"
#include "engine/plan/processor.h"

namespace dub::plan {
namespace {

enum Index : std::size_t { threshold, depth, attack, hold, release };

constexpr double window_s = 0.01; // of the key's mean square
// Below this the mean square is called zero, so that there is a time after which all is at rest; -140 dB, far
// under the lowest threshold.
constexpr double silence = 1e-14;
// A mean square of 10^8 (a key 80 dB over full scale) needs that many windows to fall to silence.
constexpr double windows_to_rest = 52; // ln(10^8 / 10^-14) = 50.7

class Duck final : public Processor {
  public:
    [[nodiscard]] Result<void> prepare(const Spec& spec) override {
        rate_ = static_cast<double>(spec.rate.hz);
        smooth_ = 1 - std::exp(-1 / (window_s * rate_));
        square_.assign(static_cast<std::size_t>(spec.key.channels()), 0.0);
        gains_.resize(static_cast<std::size_t>(spec.max_samples));
        reset();
        return {};
    }

    void reset() noexcept override {
        std::ranges::fill(square_, 0.0);
        held_ = 0;
        down_ = 0;
    }

    void adopt(const Processor& predecessor) noexcept override {
        const auto& other = static_cast<const Duck&>(predecessor);
        std::copy_n(other.square_.begin(), std::min(other.square_.size(), square_.size()), square_.begin());
        held_ = other.held_;
        down_ = other.down_;
    }

    void process(const ProcessBlock& block) noexcept override {
        if (block.key.channels() == 0) return;
        if (!follow(block)) return;
        for (int c = 0; c < block.audio.channels(); ++c) {
            float* const io = block.audio.data(c);
            for (int n = 0; n < block.audio.samples(); ++n)
                io[n] *= gains_[static_cast<std::size_t>(n)];
        }
    }

    [[nodiscard]] double take_reduction() noexcept override { return std::exchange(deepest_, 0.0); }

    [[nodiscard]] SampleCount latency() const override { return {}; }
    [[nodiscard]] SampleCount tail() const override {
        const double seconds =
            windows_to_rest * window_s + (session::duck::hold.max + session::duck::release.max) / 1000;
        return {static_cast<std::int64_t>(std::ceil(seconds * rate_)) + 2};
    }

  private:
    // Fills gains_; false when none of them differs from 1.
    bool follow(const ProcessBlock& block) noexcept {
        const auto& p = block.parameters;
        const int samples = block.audio.samples();
        const double limit = std::pow(10.0, p[threshold].start / 10); // of a mean square
        const double fall = 1000 / (std::max(p[attack].start, session::duck::attack.min) * rate_);
        const double rise = 1000 / (std::max(p[release].start, session::duck::release.min) * rate_);
        const auto keep = static_cast<std::int64_t>(p[hold].start / 1000 * rate_);
        const double deeper = (p[depth].end - p[depth].start) / samples;
        bool lowered = false;
        for (int n = 0; n < samples; ++n) {
            if (loudest(block.key, n) >= limit) held_ = keep + 1;
            down_ = held_ > 0 ? std::min(1.0, down_ + fall) : std::max(0.0, down_ - rise);
            held_ = std::max<std::int64_t>(0, held_ - 1);
            const double by = down_ * (p[depth].start + deeper * n);
            lowered = lowered || by != 0;
            deepest_ = std::max(deepest_, by);
            gains_[static_cast<std::size_t>(n)] = by == 0 ? 1.0F : static_cast<float>(gain_of(-by));
        }
        return lowered;
    }

    double loudest(const ConstAudioBlock& key, int n) noexcept {
        double most = 0;
        for (int c = 0; c < key.channels(); ++c) {
            const double sample = key.data(c)[n];
            double& square = square_[static_cast<std::size_t>(c)];
            square += smooth_ * (sample * sample - square);
            if (square < silence) square = 0;
            most = std::max(most, square);
        }
        return most;
    }

    double rate_ = 48000, smooth_ = 0;
    std::vector<double> square_; // a key channel each
    std::vector<float> gains_;
    std::int64_t held_ = 0; // samples it stays down for
    double down_ = 0;       // 0 not at all, 1 the full depth
    double deepest_ = 0;    // dB, since it was asked
};

} // namespace

ProcessorDeclaration declare_duck() {
    return {.id = "duck",
            .name = "Ducker",
            .parameters = session::duck::all,
            .keyed = Keyed::yes,
            .make = []() -> std::unique_ptr<Processor> { return std::make_unique<Duck>(); }};
}

} // namespace dub::plan
