#pragma once
// A small value one thread writes and any others read, whole: never half of one and half of the next. The
// writer never waits (it may be the audio thread); a reader tries again when it was overtaken. A sequence
// lock over atomic words, so that no access is a race.

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace dub {

template <class T> class Published {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    Published() { write(T{}); }

    // [one thread]
    void write(const T& value) noexcept {
        Words words{};
        std::memcpy(words.data(), &value, sizeof(T));
        const std::uint64_t before = turn_.load(std::memory_order_relaxed);
        turn_.store(before + 1, std::memory_order_relaxed); // odd: being written
        for (std::size_t w = 0; w < count; ++w)
            words_[w].store(words[w], std::memory_order_release); // who sees one sees the turn odd
        turn_.store(before + 2, std::memory_order_release);
    }

    // [any]
    [[nodiscard]] T read() const noexcept {
        for (;;) {
            const std::uint64_t before = turn_.load(std::memory_order_acquire);
            Words words{};
            for (std::size_t w = 0; w < count; ++w)
                words[w] = words_[w].load(std::memory_order_acquire);
            if (before % 2 != 0 || turn_.load(std::memory_order_relaxed) != before) continue;
            T value;
            std::memcpy(static_cast<void*>(&value), words.data(), sizeof(T));
            return value;
        }
    }

  private:
    static constexpr std::size_t count = (sizeof(T) + 7) / 8;
    using Words = std::array<std::uint64_t, count>;
    std::atomic<std::uint64_t> turn_{0};
    std::array<std::atomic<std::uint64_t>, count> words_{};
};

} // namespace dub
