#pragma once
// Reproducible chance for property tests: the same numbers from the same seed with every compiler.

#include <cstdint>

namespace dub::test {

class Dice {
  public:
    explicit Dice(std::uint64_t seed)
        : state_(seed * 2 + 1) {}
    // splitmix64 (Steele, Lea, Flood 2014)
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }
    std::int64_t whole(std::int64_t min, std::int64_t max) {
        return min + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(max - min + 1));
    }
    double number(double min, double max) {
        return min + (max - min) * static_cast<double>(next() >> 11) * 0x1p-53;
    }
    bool chance(double p) { return number(0, 1) < p; }
    template <class List> const auto& of(const List& list) {
        return list[static_cast<std::size_t>(whole(0, static_cast<std::int64_t>(list.size()) - 1))];
    }

  private:
    std::uint64_t state_;
};

} // namespace dub::test
