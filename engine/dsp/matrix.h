#pragma once
// A table of gains between two layouts, and how one is found for any pair: by name, by folding down, by
// spreading. Values; made on the control thread, read on any.

#include <vector>

#include "engine/core/layout.h"
#include "engine/core/result.h"
#include "engine/core/units.h"

namespace dub::dsp {

class Matrix {
  public:
    Matrix() = default;
    Matrix(const Layout& from, const Layout& to); // all gains zero

    [[nodiscard]] const Layout& from() const { return from_; }
    [[nodiscard]] const Layout& to() const { return to_; }
    [[nodiscard]] double gain(int output, int input) const { return gains_[index(output, input)]; } // linear
    void set(int output, int input, double gain) { gains_[index(output, input)] = gain; }
    void add(int output, int input, double gain) { gains_[index(output, input)] += gain; }
    // The same layout on both ends and every channel to itself at 0 dB: nothing to do.
    [[nodiscard]] bool is_identity() const;

    friend bool operator==(const Matrix&, const Matrix&) = default;

  private:
    [[nodiscard]] std::size_t index(int output, int input) const {
        return static_cast<std::size_t>(output) * static_cast<std::size_t>(from_.channels()) +
               static_cast<std::size_t>(input);
    }
    Layout from_, to_;
    std::vector<double> gains_; // row by row, one row for each output
};

// How 5.x surrounds spread over 7.x and fold back; either way a 5.1 source returns to itself.
enum class SurroundPair : unsigned char {
    sides, // Ls <-> Lss at 0 dB, Lrs folds into Ls at 0 dB
    array, // Ls <-> Lss and Lrs at -3.01 dB
};

// The session's fold-down coefficients (session::FoldDown): ITU-R BS.775-3 Annex 4 unless edited.
struct FoldCoefficients {
    SurroundPair surrounds = SurroundPair::sides;
    Db rear{0};                  // the rears on top of the pair's own
    Db centre{-3.0102999566398}; // C to L and R
    Db surround{-3.0102999566398};
    Db lfe{minus_infinity};      // to L and R, and to mono; -inf leaves it out
    Db height{-3.0102999566398}; // to the ear-level speaker below
    friend bool operator==(const FoldCoefficients&, const FoldCoefficients&) = default;
};

// Every speaker to the one of its name at 0 dB; speakers without a namesake are left out.
[[nodiscard]] Matrix by_name(const Layout& from, const Layout& to);
// First `first`, then `second`; first.to() == second.from() (asserted).
[[nodiscard]] Matrix compose(const Matrix& first, const Matrix& second);
// The matrix from any layout to any other: names first; what the target lacks is spread (5.x into 7.x, mono
// into C or L and R at -3.01 dB) or folded (heights down, 7.x to 5.x, surrounds and centre to Lo/Ro, L and R
// to mono at -3.01 dB). Errors (unfit): a speaker that finds no place, and any target with Lt Rt, which needs
// a 90-degree network.
[[nodiscard]] Result<Matrix> route(const Layout& from, const Layout& to, const FoldCoefficients& fold);

} // namespace dub::dsp
