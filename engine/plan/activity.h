#pragma once
// Which quanta of a chunk hold sound: one bit each. What is silent is neither written nor read, so that an
// empty track costs nothing. Values, any thread.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace dub::plan {

inline constexpr int max_quanta = 128; // of one chunk: 8192 samples

class Activity {
  public:
    [[nodiscard]] bool has(int q) const { return ((words_[word(q)] >> (q % 64)) & 1U) != 0; }
    [[nodiscard]] bool any() const { return (words_[0] | words_[1]) != 0; }
    void set(int q) { words_[word(q)] |= std::uint64_t{1} << (q % 64); }
    void set(int first, int last) {
        for (std::size_t w = word(first); first < last; ++w) {
            const int end = std::min(last, (first / 64 + 1) * 64), length = end - first;
            const std::uint64_t bits = length == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << length) - 1;
            words_[w] |= bits << (first % 64);
            first = end;
        }
    }
    void clear() { words_ = {}; }
    Activity& operator|=(const Activity& other) {
        words_[0] |= other.words_[0];
        words_[1] |= other.words_[1];
        return *this;
    }
    friend bool operator==(const Activity&, const Activity&) = default;

    // visit(first, last) for each run of sounding quanta within [from, to), in order.
    template <class Visit> void runs(int from, int to, Visit visit) const {
        for (int q = next(from, to, Look::sound); q < to;) {
            const int end = next(q, to, Look::silence);
            visit(q, end);
            q = next(end, to, Look::sound);
        }
    }

  private:
    enum class Look : unsigned char { sound, silence };
    static std::size_t word(int q) { return static_cast<std::size_t>(q) / 64; }
    // The first quantum of [from, to) that is so; `to` when there is none.
    [[nodiscard]] int next(int from, int to, Look look) const {
        while (from < to) {
            const std::uint64_t bits =
                (look == Look::sound ? words_[word(from)] : ~words_[word(from)]) >> (from % 64);
            if (bits != 0) return std::min(to, from + std::countr_zero(bits));
            from = (from / 64 + 1) * 64;
        }
        return to;
    }

    std::array<std::uint64_t, max_quanta / 64> words_{};
};

} // namespace dub::plan
