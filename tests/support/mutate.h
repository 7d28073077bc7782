#pragma once
// Small damage to bytes from a fixed seed: flipped bits, extreme numbers, cuts, doublings; to texts: numbers.

#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

namespace dub::test {

class Mutator {
  public:
    explicit Mutator(std::uint64_t seed)
        : random_(seed) {}
    [[nodiscard]] std::string operator()(std::string bytes) {
        for (std::size_t n = 1 + random_() % 3; n > 0 && !bytes.empty(); --n)
            damage(bytes);
        return bytes;
    }

    // The text with one of its numbers another one: what a document that is whole otherwise may hold.
    [[nodiscard]] std::string other_number(std::string text) {
        constexpr std::string_view digits = "0123456789";
        constexpr std::array<const char*, 9> others{
            "0", "1", "-1", "7", "1001", "9223372036854775807", "99999999999999999999", "1e308", "0.0000001"};
        if (text.empty()) return text;
        const std::size_t from = text.find_first_of(digits, random_() % text.size());
        if (from == text.npos) return text;
        const std::size_t to = std::min(text.find_first_not_of(digits, from), text.size());
        return text.replace(from, to - from, others.at(random_() % others.size()));
    }

  private:
    void damage(std::string& bytes) {
        const std::size_t at = random_() % bytes.size();
        const std::size_t left = bytes.size() - at;
        switch (random_() % 5) {
        case 0: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random_() % 8)); break;
        case 1: bytes[at] = static_cast<char>(random_()); break;
        case 2: {
            constexpr std::array<std::uint32_t, 6> extremes{0,          1,          0x7FFFFFFF,
                                                            0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};
            const std::uint32_t value = extremes.at(random_() % extremes.size());
            std::memcpy(bytes.data() + at, &value, std::min<std::size_t>(4, left));
            break;
        }
        case 3: bytes.resize(at); break;
        default: bytes.insert(at, bytes.substr(at, random_() % 40)); break;
        }
    }
    std::mt19937_64 random_;
};

} // namespace dub::test
