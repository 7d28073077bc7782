#pragma once
// Checksums that recognise; none of them protects against intent. Pure, any thread but audio.

#include <cstdint>
#include <string_view>

namespace dub {

// Fowler, Noll and Vo's FNV-1a, 64 bit: the same on every machine, as std::hash is not. Give the last result
// to go on.
inline constexpr std::uint64_t fnv1a_basis = 0xcbf29ce484222325;
[[nodiscard]] std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = fnv1a_basis);

// CRC-32C as RFC 3720 (iSCSI), appendix B.4: polynomial 0x1EDC6F41 (Castagnoli, Braeuer, Herrmann 1993),
// reflected, begun with and inverted by all ones. Finds every single burst of up to 32 bits.
[[nodiscard]] std::uint32_t crc32c(std::string_view bytes);

} // namespace dub
