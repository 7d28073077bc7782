#pragma once
// A bounded queue from one thread to one other; neither ever waits. Values are copied. Safe on the audio
// thread.

#include <atomic>
#include <bit>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <vector>

namespace dub {

template <class T> class SpscRing {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    // Holds at least `capacity` values; rounded up to a power of two so that the index wraps by a mask.
    explicit SpscRing(std::size_t capacity)
        : slots_(std::bit_ceil(capacity))
        , mask_(slots_.size() - 1) {}

    // [producer] False when full: the value is not taken.
    [[nodiscard]] bool push(const T& value) noexcept {
        const std::size_t at = write_.load(std::memory_order_relaxed);
        if (at - read_.load(std::memory_order_acquire) > mask_) return false;
        slots_[at & mask_] = value;
        write_.store(at + 1, std::memory_order_release);
        return true;
    }

    // [consumer]
    [[nodiscard]] std::optional<T> pop() noexcept {
        const std::size_t at = read_.load(std::memory_order_relaxed);
        if (at == write_.load(std::memory_order_acquire)) return std::nullopt;
        const T value = slots_[at & mask_];
        read_.store(at + 1, std::memory_order_release);
        return value;
    }

  private:
    std::vector<T> slots_;
    std::size_t mask_;
    alignas(64) std::atomic<std::size_t> write_{0}; // 64: the two ends do not share a cache line
    alignas(64) std::atomic<std::size_t> read_{0};
};

} // namespace dub
