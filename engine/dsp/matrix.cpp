#include "engine/dsp/matrix.h"

#include <cassert>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace dub::dsp {
namespace {

using enum Speaker;

constexpr double half_power = std::numbers::sqrt2 / 2;

// Follows one speaker of the source to where it sounds in the target. Every step goes to a speaker nearer to
// L, R and mono, so the way ends.
class Router {
  public:
    Router(Matrix& matrix, const FoldCoefficients& fold)
        : matrix_(matrix)
        , fold_(fold)
        , from_(matrix.from())
        , to_(matrix.to()) {}

    // False when there is no way.
    [[nodiscard]] bool send(int input, Speaker at, double gain) {
        if (const auto output = to_.find(at)) {
            matrix_.add(*output, input, gain);
            return true;
        }
        switch (at) {
        case M: return to_.has(C) ? send(input, C, gain) : to_front(input, gain * half_power);
        case C: return to_front(input, gain * factor(fold_.centre));
        case L:
        case R: return to_mono(input, gain * half_power);
        case LFE: return lfe(input, gain);
        case Lt: return send(input, L, gain);
        case Rt: return send(input, R, gain);
        default: return is_height(at) ? height(input, at, gain) : surround(input, at, gain);
        }
    }

  private:
    [[nodiscard]] static double factor(Db value) { return to_gain(value).value; }
    [[nodiscard]] static bool is_height(Speaker s) {
        return s == Ltf || s == Rtf || s == Ltr || s == Rtr || s == Lts || s == Rts;
    }
    [[nodiscard]] static bool is_left(Speaker s) {
        return s == L || s == Ls || s == Lss || s == Lrs || s == Ltf || s == Ltr || s == Lts;
    }
    // The speaker of that name on the same side of the room as `like`; `left` is the left one of its pair.
    [[nodiscard]] static Speaker beside(Speaker like, Speaker left) {
        return is_left(like) ? left : static_cast<Speaker>(static_cast<int>(left) + 1);
    }
    [[nodiscard]] double pair_gain() const {
        return fold_.surrounds == SurroundPair::array ? half_power : 1.0;
    }

    [[nodiscard]] bool to_front(int input, double gain) {
        return send(input, L, gain) && send(input, R, gain);
    }

    // BS.775-3 Annex 4: L and R to mono at -3 dB, so that C, at -3 dB in both, arrives at 0 dB.
    [[nodiscard]] bool to_mono(int input, double gain) {
        if (to_.has(M)) return send(input, M, gain);
        return to_.has(C) && send(input, C, gain);
    }

    // Left out unless a coefficient asks for it: the LFE is an effect, and its level in stereo is a guess.
    [[nodiscard]] bool lfe(int input, double gain) {
        const double asked = gain * factor(fold_.lfe);
        if (asked == 0) return true;
        return to_.has(L) ? to_front(input, asked) : to_mono(input, asked);
    }

    [[nodiscard]] bool surround(int input, Speaker at, double gain) {
        const Speaker five = beside(at, Ls), side = beside(at, Lss), rear = beside(at, Lrs);
        if (at == five) {
            if (to_.has(side) && to_.has(rear)) return spread(input, side, rear, gain);
            if (to_.has(side)) return send(input, side, gain);
            if (to_.has(rear)) return send(input, rear, gain);
            return send(input, beside(at, L), gain * factor(fold_.surround));
        }
        const Speaker other = at == side ? rear : side;
        if (!to_.has(five) && to_.has(other)) return send(input, other, gain);
        return send(input, five, gain * pair_gain() * (at == rear ? factor(fold_.rear) : 1.0));
    }

    [[nodiscard]] bool spread(int input, Speaker side, Speaker rear, double gain) {
        const bool sides_sound = send(input, side, gain * pair_gain());
        return fold_.surrounds == SurroundPair::sides ? sides_sound
                                                      : sides_sound && send(input, rear, gain * pair_gain());
    }

    // Top speakers first move among themselves, two into one and one into two at -3 dB, then down to the one
    // below.
    [[nodiscard]] bool height(int input, Speaker at, double gain) {
        const Speaker front = beside(at, Ltf), top = beside(at, Lts), rear = beside(at, Ltr);
        if (at == top) {
            if (to_.has(front) && to_.has(rear))
                return send(input, front, gain * half_power) && send(input, rear, gain * half_power);
            if (to_.has(front)) return send(input, front, gain);
            if (to_.has(rear)) return send(input, rear, gain);
        } else {
            const bool both = from_.has(front) && from_.has(rear);
            if (to_.has(top)) return send(input, top, both ? gain * half_power : gain);
            const Speaker other = at == front ? rear : front;
            if (to_.has(other)) return send(input, other, gain);
        }
        return send(input, below(at), gain * factor(fold_.height));
    }

    // The ear-level speaker below, as the source's own ear level has it: in 5.x the surrounds stand for side
    // and rear.
    [[nodiscard]] Speaker below(Speaker at) const {
        if (at == Ltf || at == Rtf) return beside(at, L);
        const Speaker own = beside(at, at == Lts || at == Rts ? Lss : Lrs);
        return from_.has(own) ? own : beside(at, Ls);
    }

    Matrix& matrix_;
    const FoldCoefficients& fold_;
    const Layout& from_;
    const Layout& to_;
};

} // namespace

Matrix::Matrix(const Layout& from, const Layout& to)
    : from_(from)
    , to_(to)
    , gains_(static_cast<std::size_t>(from.channels()) * static_cast<std::size_t>(to.channels())) {}

bool Matrix::is_identity() const { return from_ == to_ && *this == by_name(from_, to_); }

Matrix by_name(const Layout& from, const Layout& to) {
    Matrix matrix(from, to);
    for (int input = 0; input < from.channels(); ++input)
        if (const auto output = to.find(from[input])) matrix.set(*output, input, 1);
    return matrix;
}

Matrix compose(const Matrix& first, const Matrix& second) {
    assert(first.to() == second.from());
    Matrix both(first.from(), second.to());
    for (int output = 0; output < second.to().channels(); ++output)
        for (int input = 0; input < first.from().channels(); ++input)
            for (int between = 0; between < first.to().channels(); ++between)
                both.add(output, input, second.gain(output, between) * first.gain(between, input));
    return both;
}

Result<Matrix> route(const Layout& from, const Layout& to, const FoldCoefficients& fold) {
    if (from == to) return by_name(from, to);
    if (to.has(Lt) || to.has(Rt))
        return fail(
            ErrorCode::unfit,
            fmt::format("A {} signal cannot be encoded to Lt Rt: the encoder's 90-degree network does "
                        "not exist yet; ask for 2.0 (Lo/Ro) instead.",
                        from.name()));
    Matrix matrix(from, to);
    Router router(matrix, fold);
    for (int input = 0; input < from.channels(); ++input)
        if (!router.send(input, from[input], 1.0))
            return fail(ErrorCode::unfit, fmt::format("A {} signal cannot be played by {}: {} finds no place "
                                                      "there; choose a layout that has L and R, "
                                                      "C or mono.",
                                                      from.name(), to.name(), label(from[input])));
    return matrix;
}

} // namespace dub::dsp
