#include <algorithm>
#include <cmath>

#include "engine/conform/nesting.h"
#include "formats/turnover/xmeml/reading.h"

namespace dub::turnover::xmeml {
namespace {

constexpr std::size_t keyframes_max = 100'000; // of one parameter

xml::Node parameter_of(xml::Node effect, std::string_view id) {
    for (const xml::Node parameter : effect.children("parameter"))
        if (parameter.text_of("parameterid") == id) return parameter;
    return {};
}

// Gains are written as factors; what was a round number of dB before comes back as one.
double decibels(Rational factor) {
    const double value = to_db(LinearGain{factor.value()}).value;
    return std::isinf(value) ? value : std::round(value * 1e9) / 1e9;
}

template <class Convert>
conform::Curve curve_of(xml::Node parameter, const ClipTime& time, conform::CurveShape shape,
                        Convert convert) {
    conform::Curve curve{{}, shape};
    for (const xml::Node key : parameter.children("keyframe")) {
        const auto when = number_in(key, "when"), value = number_in(key, "value");
        if (!when || !value || curve.points.size() >= keyframes_max) continue;
        curve.points.push_back({seconds(*when, time.rate) - time.in, convert(*value)});
    }
    std::ranges::stable_sort(curve.points, {}, &conform::CurvePoint::at);
    return conform::cut_to(curve, Rational{}, time.length);
}

void read_levels(xml::Node effect, const ClipTime& time, Laid& to) {
    const xml::Node level = parameter_of(effect, "level");
    const auto curve = curve_of(level, time, conform::CurveShape::linear_gain, decibels);
    if (curve.points.size() == 1)
        to.event.gain = to.event.gain + Db{curve.points[0].value};
    else if (!curve.points.empty())
        to.event.gain_curve = curve;
    else if (const auto value = number_in(level, "value"))
        to.event.gain = to.event.gain + Db{decibels(*value)};
}

void read_pan(xml::Node effect, const ClipTime& time, Laid& to) {
    const xml::Node pan = parameter_of(effect, "pan");
    const auto side = [](Rational value) { return std::clamp(value.value(), -1.0, 1.0); };
    to.pan_curve = curve_of(pan, time, conform::CurveShape::linear_db, side);
    if (const auto value = number_in(pan, "value")) to.pan = side(*value);
}

bool of_picture(xml::Node effect) { return effect.text_of("mediatype") == "video"; }

} // namespace

void read_effects(xml::Node clip, const ClipTime& time, Laid& to) {
    for (const xml::Node filter : clip.children("filter")) {
        const xml::Node effect = filter.child("effect");
        const std::string_view id = effect.text_of("effectid");
        if (!effect || !is_true(filter.text_of("enabled"), true) || id == "timeremap") continue;
        if (id == "audiolevels")
            read_levels(effect, time, to);
        else if (id == "audiopan")
            read_pan(effect, time, to);
        else if (!of_picture(effect)) {
            const std::string_view named = effect.text_of("name");
            to.event.effects.emplace_back(named.empty() ? id : named);
        }
    }
}

Rational Remap::source_at(Rational time) const {
    std::size_t after = 1;
    while (after + 1 < points.size() && points[after].first < time)
        ++after;
    const auto& [t0, s0] = points[after - 1];
    const auto& [t1, s1] = points[after];
    return s0 + (s1 - s0) * ((time - t0) / (t1 - t0));
}

std::optional<Remap> remap_of(xml::Node clip, FrameRate rate) {
    for (const xml::Node filter : clip.children("filter")) {
        const xml::Node effect = filter.child("effect");
        if (effect.text_of("effectid") != "timeremap" || !is_true(filter.text_of("enabled"), true)) continue;
        Remap map;
        for (const xml::Node key : parameter_of(effect, "graphdict").children("keyframe")) {
            const auto when = number_in(key, "when"), value = number_in(key, "value");
            if (!when || !value || map.points.size() >= keyframes_max) continue;
            if (!map.points.empty() && seconds(*when, rate) <= map.points.back().first) continue;
            map.points.emplace_back(seconds(*when, rate), seconds(*value, rate));
        }
        if (map.points.size() >= 2) return map;
        const Rational speed =
            number_in(parameter_of(effect, "speed"), "value").value_or(Rational{100}) / 100;
        const bool back = is_true(parameter_of(effect, "reverse").text_of("value"), false);
        const Rational whole = seconds(number_in(clip, "duration").value_or(Rational{}), rate);
        const Rational one{1};
        map.points =
            back && speed > Rational{}
                ? std::vector{std::pair{Rational{}, whole * speed}, std::pair{one, (whole - one) * speed}}
                : std::vector{std::pair{Rational{}, Rational{}}, std::pair{one, speed}};
        return map;
    }
    return std::nullopt;
}

} // namespace dub::turnover::xmeml
