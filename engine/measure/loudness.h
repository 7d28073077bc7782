#pragma once
// Loudness values from energies. An energy is the weighted mean square of a piece of time: sum over the
// channels of G_i z_i of ITU-R BS.1770-5. Pieces are 10 or 100 ms long and follow one another. Pure
// functions, any thread.

#include <optional>
#include <span>
#include <vector>

#include "engine/core/units.h"

namespace dub::measure {

// -0.691 + 10 log10(energy) LUFS; below -200 LUFS it is silence, -infinity.
[[nodiscard]] Lufs loudness_of(double energy);

// BS.1770-5 Annex 1: blocks of 400 ms every 100 ms, absolute gate -70 LUFS, relative gate -10 LU. nullopt
// when not even one block is whole; -infinity when none is above the gate.
[[nodiscard]] std::optional<Lufs> integrated_loudness(std::span<const double> energies_100ms);

// EBU Tech 3342: short-term loudness every 100 ms, absolute gate -70 LUFS, relative gate -20 LU, 10th to 95th
// percentile. nullopt when no 3 s are whole or none is above the gate.
[[nodiscard]] std::optional<Lu> loudness_range(std::span<const double> energies_100ms);

// EBU Tech 3341: the loudest window of `pieces` pieces, moved by one piece; 40 or 300 pieces of 10 ms are
// momentary and short-term. nullopt when none is whole.
[[nodiscard]] std::optional<Lufs> loudest_window(std::span<const double> energies, std::size_t pieces);

// Of the `pieces` that end with the first `end`; before the start was silence.
[[nodiscard]] Lufs loudness_at(std::span<const double> energies, std::size_t end, std::size_t pieces);

// loudness_at() the end of each piece.
[[nodiscard]] std::vector<float> sliding_loudness(std::span<const double> energies, std::size_t pieces);

} // namespace dub::measure
