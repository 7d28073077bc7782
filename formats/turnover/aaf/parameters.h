#pragma once
// The parameters of an effect: gains, pans, fades, speeds.

#include "engine/conform/turnover.h"
#include "formats/turnover/aaf/dictionary.h"

namespace dub::turnover::aaf {

struct ParameterPoint {
    Rational at; // 0 the effect's beginning … 1 its end; some programs go beyond
    double value = 0;
};
struct Parameter {
    std::vector<ParameterPoint> points; // in order of time; one alone is a constant
    Auid interpolation;                 // none given for a constant
};
// nullopt when the effect has no such parameter, or one without a value.
[[nodiscard]] std::optional<Parameter> parameter_of(const Object& effect, const Auid& id,
                                                    const Dictionary& dictionary);

// A level that goes with an effect. Points count in seconds from the effect's beginning.
struct Level {
    Db constant;
    conform::Curve curve; // adds to `constant`; empty when all its points were equal
};
// Amplitude and Avid's clip ratio, multiplied.
[[nodiscard]] Level gain_of(const Object& effect, Rational length, const Dictionary& dictionary);
// nullopt when the effect has no pan. -1 left … 1 right; a constant is one point.
[[nodiscard]] std::optional<conform::Curve> pan_of(const Object& effect, Rational length,
                                                   const Dictionary& dictionary);
// How a transition between sounds goes.
[[nodiscard]] conform::FadeShape fade_shape_of(const Object& transition, const Dictionary& dictionary);

[[nodiscard]] double value_at(const conform::Curve& curve, Rational at);
// Both in dB, one after the other: exact at every point of either.
[[nodiscard]] conform::Curve sum_of(const conform::Curve& a, const conform::Curve& b);

} // namespace dub::turnover::aaf
