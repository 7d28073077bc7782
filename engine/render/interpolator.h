#pragma once
// Sound between samples: a sinc of 16 points under a Blackman window, cut off lower where the sound is played
// faster, so that nothing folds back. For varispeed and the shuttle only: at speed 1 nothing is interpolated.
// The tables are made once on the control thread.

#include <array>
#include <cstdint>
#include <vector>

namespace dub::render {

class Interpolator {
  public:
    static constexpr int taps = 16;
    static constexpr int before = taps / 2 - 1; // samples before the place, of those that are read

    Interpolator();
    // Which table suits a speed, 0 <= |speed| <= 2.
    [[nodiscard]] static std::size_t table_for(double speed);
    // The value `part` (0 .. 1, as 2^-32) of the way from x[before] to x[before + 1].
    [[nodiscard]] float at(std::size_t table, const float* x, std::uint32_t part) const;

  private:
    static constexpr int phases = 256;
    static constexpr std::array cutoffs{1.0, 0.8, 2.0 / 3, 4.0 / 7, 0.5}; // up to speeds 1, 5/4, 3/2, 7/4, 2
    std::array<std::vector<float>, cutoffs.size()> tables_;               // phases + 1 rows of taps
};

} // namespace dub::render
