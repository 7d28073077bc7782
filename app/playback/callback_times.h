#pragma once
// How long callbacks take, against the time they have. The audio thread counts, anyone reads. [any]

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace dub::app {

class CallbackTimes {
  public:
    static constexpr std::size_t steps = 400; // of half a per cent of the period: up to twice the period

    // [audio] One callback: when it began, how long it took, how long its sound lasts.
    void count(std::int64_t begun_ns, std::int64_t took_ns, std::int64_t period_ns) noexcept {
        const double part = static_cast<double>(took_ns) / static_cast<double>(period_ns);
        const auto step = static_cast<std::size_t>(part * (steps / 2.0));
        add(steps_[step < steps ? step : steps - 1]);
        add(callbacks_);
        if (took_ns > period_ns) add(too_long_);
        if (took_ns > longest_ns_.load(relaxed)) longest_ns_.store(took_ns, relaxed);
        // Called a whole period late: the machine's doing, not ours.
        if (last_ns_ != 0 && begun_ns - last_ns_ > 2 * period_ns) add(late_);
        last_ns_ = begun_ns;
        constexpr double slow = 0.05; // of what is shown
        load_.store(load_.load(relaxed) + slow * (part - load_.load(relaxed)), relaxed);
    }
    // [control, while no callback runs] A pause is no late call.
    void pause() { last_ns_ = 0; }

    [[nodiscard]] double load() const { return load_.load(relaxed); } // 0..1 of the period, smoothed
    [[nodiscard]] std::uint64_t callbacks() const { return callbacks_.load(relaxed); }
    [[nodiscard]] std::uint64_t too_long() const { return too_long_.load(relaxed); } // longer than the period
    [[nodiscard]] std::uint64_t late() const { return late_.load(relaxed); }         // called late
    [[nodiscard]] std::int64_t longest_ns() const { return longest_ns_.load(relaxed); }
    // The part of the period that so many of all callbacks (0..1) did not exceed.
    [[nodiscard]] double quantile(double of_all) const {
        const auto wanted = static_cast<double>(callbacks()) * of_all;
        std::uint64_t seen = 0;
        for (std::size_t s = 0; s < steps; ++s) {
            seen += steps_[s].load(relaxed);
            if (static_cast<double>(seen) >= wanted) return static_cast<double>(s + 1) / (steps / 2.0);
        }
        return 2;
    }

  private:
    static constexpr auto relaxed = std::memory_order_relaxed;
    static void add(std::atomic<std::uint64_t>& one) { one.store(one.load(relaxed) + 1, relaxed); }

    std::array<std::atomic<std::uint64_t>, steps> steps_{};
    std::atomic<std::uint64_t> callbacks_{0}, too_long_{0}, late_{0};
    std::atomic<std::int64_t> longest_ns_{0};
    std::atomic<double> load_{0};
    std::int64_t last_ns_ = 0; // [audio]
};

} // namespace dub::app
