#include "engine/plan/automation/level.h"

#include <algorithm>

#include "engine/dsp/mix_kernels.h"
#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

bool is_closed(double db) { return db <= session::strip::fader_min_db; }

} // namespace

double gain_of(double db) {
    if (is_closed(db)) return 0;
    dsp::kernels().decibels_to_gains(&db, 1, 1);
    return db;
}

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

std::vector<SamplePos> Level::bends() const {
    std::vector<SamplePos> places;
    for (const Term& term : moving_) {
        const auto more = term.curve.bends();
        places.insert(places.end(), more.begin(), more.end());
    }
    std::ranges::sort(places);
    return places;
}

bool Level::moves_in(SampleRange window) const {
    return std::ranges::any_of(moving_, [&](const Term& term) { return term.curve.moves_in(window); });
}

bool Level::same_in(SampleRange window, const Level& other) const {
    if (!moves_in(window) && !other.moves_in(window)) {
        const Moment moment{window.start, Side::after};
        double here = 0, there = 0, scratch = 0;
        values({&moment, 1}, {&here, 1}, {&scratch, 1});
        other.values({&moment, 1}, {&there, 1}, {&scratch, 1});
        return here == there;
    }
    return decibels_ == other.decibels_ && factor_ == other.factor_ && closed_ == other.closed_ &&
           std::ranges::equal(moving_, other.moving_, [&](const Term& a, const Term& b) {
               return a.kind == b.kind && a.offset == b.offset && a.slope == b.slope &&
                      a.curve.same_in(window, b.curve);
           });
}

void Level::append_moving(std::vector<const Curve*>& curves) const {
    for (const Term& term : moving_)
        curves.push_back(&term.curve);
}

double Level::fixed_gain() const {
    if (is_silent()) return 0;
    double gain = decibels_;
    dsp::kernels().decibels_to_gains(&gain, factor_, 1);
    return gain;
}

void Level::values(std::span<const Moment> moments, std::span<double> out, std::span<double> scratch) const {
    if (is_fixed() || is_silent()) {
        std::ranges::fill(out, fixed_gain());
        return;
    }
    std::ranges::fill(out, decibels_);
    // What only a hand can move is added first, as if it were fixed: untouched, it gives the very same bits.
    for (const bool lanes : {false, true})
        for (const Term& term : moving_) {
            if (term.kind != Kind::decibels || term.curve.has_lane() != lanes) continue;
            term.curve.values(moments, scratch);
            // -1e4 dB closes: the sum stays below every fader's end.
            for (std::size_t i = 0; i < out.size(); ++i)
                out[i] += is_closed(scratch[i]) ? -1e4 : scratch[i];
        }
    dsp::kernels().decibels_to_gains(out.data(), factor_, static_cast<int>(out.size()));
    for (const Term& term : moving_) {
        if (term.kind != Kind::factor) continue;
        term.curve.values(moments, scratch);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] *= term.offset + term.slope * scratch[i];
    }
}

} // namespace dub::plan
