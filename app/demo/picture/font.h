#pragma once
// The film's own letters: 5 x 7 dots, capitals, digits and the punctuation of a slate. Pure, any thread.

#include <array>
#include <cstdint>

namespace dub::app {

inline constexpr int glyph_width = 5, glyph_height = 7;
using Glyph = std::array<std::uint8_t, glyph_height>; // rows from the top, the leftmost dot is bit 4

// Small letters are shown as capitals; what has no glyph as a blank.
[[nodiscard]] const Glyph& glyph_of(char letter);

} // namespace dub::app
