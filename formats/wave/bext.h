#pragma once
// The bext chunk of a Broadcast Wave file, EBU Tech 3285 v2 (2011): description, origin, TimeReference,
// loudness. Any thread.

#include <optional>
#include <span>
#include <vector>

#include "formats/wave/wave_info.h"

namespace dub::wave {

// nullopt when the chunk is too short to be one. Version 0 and 1 have no loudness fields.
[[nodiscard]] std::optional<Bext> parse_bext(std::span<const std::byte> payload);
// Version 2. Always a multiple of four bytes, so that what follows keeps its alignment; zeros end the coding
// history.
[[nodiscard]] std::vector<std::byte> bext_payload(const Bext& bext);

} // namespace dub::wave
