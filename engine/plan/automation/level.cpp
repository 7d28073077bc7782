#include "engine/plan/automation/level.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

// 1/11!, 1/10!, ... 1/1!, 1/0!
constexpr std::array series{1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
                            1.0 / 120,      1.0 / 24,      1.0 / 6,      1.0 / 2,     1.0,        1.0};

// 2^x for |x| < 1000: the whole part into the exponent, the rest by the series of e^(r ln 2), |r| <= 0.5,
// whose next term is below 3e-14.
double exp2_of(double x) {
    const double whole = std::floor(x + 0.5);
    const double t = (x - whole) * 0.69314718055994530942;
    double sum = series.front();
    for (std::size_t i = 1; i < series.size(); ++i)
        sum = sum * t + series[i];
    const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(whole) + 1023) << 52U;
    return sum * std::bit_cast<double>(exponent);
}

constexpr double octaves_per_db = 0.16609640474436811739; // log2(10) / 20

bool is_closed(double db) { return db <= session::strip::fader_min_db; }

} // namespace

double gain_of(double db) { return is_closed(db) ? 0.0 : exp2_of(db * octaves_per_db); }

void Level::add_decibels(Curve curve) {
    if (!curve.is_fixed()) return moving_.push_back({std::move(curve), Kind::decibels});
    if (is_closed(curve.fixed())) closed_ = true;
    decibels_ += curve.fixed();
}

void Level::add_factor(Curve curve, double offset, double slope) {
    if (curve.is_fixed())
        factor_ *= offset + slope * curve.fixed();
    else
        moving_.push_back({std::move(curve), Kind::factor, offset, slope});
}

void Level::add_mute(Curve curve) { add_factor(std::move(curve), 1, -1); }
void Level::add_polarity(Curve curve) { add_factor(std::move(curve), 1, -2); }
void Level::add_share(Curve curve) { add_factor(std::move(curve), 0, 1); }
void Level::add_rest(Curve curve) { add_factor(std::move(curve), 1, -1); }

void Level::append_moving(std::vector<const Curve*>& curves) const {
    for (const Term& term : moving_)
        curves.push_back(&term.curve);
}

double Level::fixed_gain() const {
    if (is_silent()) return 0;
    return factor_ * exp2_of(decibels_ * octaves_per_db);
}

void Level::values(std::span<const Moment> moments, std::span<double> out, std::span<double> scratch) const {
    if (is_fixed() || is_silent()) {
        std::ranges::fill(out, fixed_gain());
        return;
    }
    std::ranges::fill(out, decibels_);
    for (const Term& term : moving_) {
        if (term.kind != Kind::decibels) continue;
        term.curve.values(moments, scratch);
        // -1e4 dB closes: the sum stays below every fader's end, and above what exp2_of cannot take.
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] += is_closed(scratch[i]) ? -1e4 : scratch[i];
    }
    for (double& value : out)
        value = value < -5e3 ? 0.0 : factor_ * exp2_of(value * octaves_per_db);
    for (const Term& term : moving_) {
        if (term.kind != Kind::factor) continue;
        term.curve.values(moments, scratch);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] *= term.offset + term.slope * scratch[i];
    }
}

} // namespace dub::plan
