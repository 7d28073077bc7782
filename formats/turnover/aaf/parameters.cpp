#include "formats/turnover/aaf/parameters.h"

#include <algorithm>
#include <cmath>

namespace dub::turnover::aaf {
namespace {

conform::CurveShape shape_of(const Auid& id) {
    if (id == interpolation::constant || id == interpolation::none) return conform::CurveShape::constant;
    if (id == interpolation::logarithmic) return conform::CurveShape::linear_db;
    return conform::CurveShape::linear_gain;
}

bool flat(const Parameter& parameter) {
    const double first = parameter.points.front().value;
    return std::ranges::all_of(parameter.points,
                               [&](const ParameterPoint& p) { return std::abs(p.value - first) < 1e-9; });
}

} // namespace

std::optional<Parameter> parameter_of(const Object& effect, const Auid& id, const Dictionary& dictionary) {
    for (const Object* object : effect.children(pid::parameters)) {
        if (object->id(pid::parameter) != id) continue;
        Parameter found;
        if (dictionary.class_of(*object) != Class::varying_value) {
            if (const auto value = object->indirect(pid::constant).number)
                found.points.push_back({{}, *value});
        } else {
            found.interpolation = object->id(pid::interpolation).value_or(interpolation::linear);
            for (const Object* point : object->children(pid::points))
                if (const auto value = point->indirect(pid::point_value).number)
                    found.points.push_back({point->rational(pid::point_time).value_or(Rational{}), *value});
            std::ranges::stable_sort(found.points, {}, &ParameterPoint::at);
        }
        if (found.points.empty()) return std::nullopt;
        return found;
    }
    return std::nullopt;
}

Level gain_of(const Object& effect, Rational length, const Dictionary& dictionary) {
    Level level;
    for (const Auid& id : {parameter::amplitude, parameter::clip_ratio}) {
        const auto parameter = parameter_of(effect, id, dictionary);
        if (!parameter) continue;
        if (flat(*parameter)) {
            level.constant = level.constant + to_db({parameter->points.front().value});
            continue;
        }
        conform::Curve curve{{}, shape_of(parameter->interpolation)};
        for (const ParameterPoint& point : parameter->points)
            curve.points.push_back({point.at * length, to_db({point.value}).value});
        level.curve = level.curve.points.empty() ? std::move(curve) : sum_of(level.curve, curve);
    }
    return level;
}

std::optional<conform::Curve> pan_of(const Object& effect, Rational length, const Dictionary& dictionary) {
    const auto parameter = parameter_of(effect, parameter::pan, dictionary);
    if (!parameter) return std::nullopt;
    conform::Curve curve;
    if (shape_of(parameter->interpolation) == conform::CurveShape::constant && parameter->points.size() > 1)
        curve.shape = conform::CurveShape::constant;
    for (const ParameterPoint& point : parameter->points)
        curve.points.push_back({point.at * length, std::clamp(point.value * 2 - 1, -1.0, 1.0)});
    if (flat(*parameter)) curve.points = {{{}, curve.points.front().value}};
    return curve;
}

// Avid always writes "linear" and says what is meant in a tag of its own.
conform::FadeShape fade_shape_of(const Object& transition, const Dictionary& dictionary) {
    using conform::FadeShape;
    std::optional<double> avid;
    if (const auto tag = dictionary.tag(transition, "_ATN_AUDIO_DISSOLVE_CURVETYPE")) avid = tag->number;
    const Object* effect = transition.child(pid::transition_operation);
    if (!avid && effect)
        if (const auto type = parameter_of(*effect, parameter::curve_type, dictionary))
            avid = type->points.front().value;
    if (avid) return *avid == 0 ? FadeShape::linear : FadeShape::equal_power;
    const auto level = effect ? parameter_of(*effect, parameter::level, dictionary) : std::nullopt;
    if (level && level->interpolation == interpolation::power) return FadeShape::equal_power;
    if (level && level->interpolation == interpolation::logarithmic) return FadeShape::logarithmic;
    return FadeShape::linear;
}

double value_at(const conform::Curve& curve, Rational at) {
    const auto next = std::ranges::upper_bound(curve.points, at, {}, &conform::CurvePoint::at);
    if (next == curve.points.begin()) return next->value;
    const auto before = next - 1;
    if (next == curve.points.end() || curve.shape == conform::CurveShape::constant) return before->value;
    const double part = ((at - before->at) / (next->at - before->at)).value();
    if (curve.shape == conform::CurveShape::linear_db) {
        if (std::isinf(before->value) || std::isinf(next->value)) return minus_infinity;
        return before->value + part * (next->value - before->value);
    }
    const double from = to_gain(Db{before->value}).value, to = to_gain(Db{next->value}).value;
    return to_db({from + part * (to - from)}).value;
}

conform::Curve sum_of(const conform::Curve& a, const conform::Curve& b) {
    if (a.points.empty()) return b;
    if (b.points.empty()) return a;
    // A single point is a constant and has no shape to speak of.
    const bool of_a = a.shape == b.shape || b.points.size() == 1;
    conform::Curve sum{{}, of_a ? a.shape : a.points.size() == 1 ? b.shape : conform::CurveShape::linear_db};
    std::vector<Rational> times;
    for (const conform::Curve* curve : {&a, &b})
        for (const conform::CurvePoint& point : curve->points)
            times.push_back(point.at);
    std::ranges::sort(times);
    times.erase(std::unique(times.begin(), times.end()), times.end());
    for (const Rational at : times)
        sum.points.push_back({at, value_at(a, at) + value_at(b, at)});
    return sum;
}

} // namespace dub::turnover::aaf
