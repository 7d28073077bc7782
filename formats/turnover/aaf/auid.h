#pragma once
// The two kinds of names that AAF gives to things: a 16-byte AUID for definitions, classes and properties, a
// 32-byte MobID (a basic UMID, SMPTE 330) for what is edited. In a file the first three fields of an AUID,
// and of the second half of a MobID, lie with the low byte first. Plain values, any thread.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace dub::turnover::aaf {

struct Auid {
    std::uint64_t high = 0, low = 0; // in the order of the text: high begins it
    friend constexpr auto operator<=>(const Auid&, const Auid&) = default;
    friend constexpr bool operator==(const Auid&, const Auid&) = default;
};

// "0d010101-0101-3700-060e-2b3402060101"
consteval Auid auid(std::string_view text) {
    Auid id;
    for (const char c : text) {
        if (c == '-') continue;
        const std::uint64_t digit = static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        if (digit > 15) throw "a hexadecimal digit in lower case was expected";
        id.high = id.high << 4 | id.low >> 60;
        id.low = id.low << 4 | digit;
    }
    return id;
}

// From and to the bytes of a file; `bytes` has at least 16.
[[nodiscard]] Auid auid_at(std::span<const std::byte> bytes);
[[nodiscard]] std::array<std::byte, 16> bytes_of(const Auid& id);

struct MobId {
    std::array<std::uint8_t, 32> bytes{}; // as they lie in a file
    friend constexpr auto operator<=>(const MobId&, const MobId&) = default;
    friend constexpr bool operator==(const MobId&, const MobId&) = default;
    [[nodiscard]] bool none() const { return *this == MobId{}; }
};
// 64 hexadecimal digits in the order of SMPTE 330, as MXF files and bext chunks write it.
[[nodiscard]] std::string umid_text(const MobId& id);
[[nodiscard]] MobId mob_id_of(std::string_view umid_text); // none() when it is no such text

struct AuidHash {
    std::size_t operator()(const Auid& id) const { return static_cast<std::size_t>(id.high * 31 ^ id.low); }
};
struct MobIdHash {
    std::size_t operator()(const MobId& id) const {
        return std::hash<std::string_view>{}(
            {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
    }
};

} // namespace dub::turnover::aaf
