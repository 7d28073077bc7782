#include "engine/conform/nesting.h"

#include <algorithm>

namespace dub::conform {
namespace {

constexpr Rational none{};

double between(const CurvePoint& a, const CurvePoint& b, Rational at, CurveShape shape) {
    if (shape == CurveShape::constant || b.at <= a.at) return a.value;
    const double part = ((at - a.at) / (b.at - a.at)).value();
    if (shape == CurveShape::linear_gain) {
        const double gain = to_gain(Db{a.value}).value * (1 - part) + to_gain(Db{b.value}).value * part;
        return to_db(LinearGain{gain}).value;
    }
    if (std::isinf(a.value) || std::isinf(b.value)) return part < 1 ? a.value : b.value;
    return a.value + (b.value - a.value) * part;
}

Rational shortened(Rational fade, Rational by, Rational room) {
    return std::clamp(fade - by, none, std::max(room, none));
}

} // namespace

double value_at(const Curve& curve, Rational at) {
    const auto& points = curve.points;
    if (points.empty()) return 0;
    const auto after = std::ranges::find_if(points, [&](const CurvePoint& p) { return p.at > at; });
    if (after == points.begin()) return after->value;
    if (after == points.end()) return points.back().value;
    return between(*std::prev(after), *after, at, curve.shape);
}

Curve sum_of(const Curve& a, const Curve& b) {
    if (a.points.empty()) return b;
    if (b.points.empty()) return a;
    Curve sum;
    for (const Curve* curve : {&a, &b})
        for (const CurvePoint& point : curve->points)
            sum.points.push_back({point.at, value_at(a, point.at) + value_at(b, point.at)});
    std::ranges::stable_sort(sum.points, {}, &CurvePoint::at);
    const auto same = std::ranges::unique(sum.points);
    sum.points.erase(same.begin(), same.end());
    return sum;
}

Curve cut_to(const Curve& curve, Rational shift, Rational length) {
    Curve moved = curve;
    for (CurvePoint& point : moved.points)
        point.at += shift;
    if (moved.points.size() < 2) {
        for (CurvePoint& point : moved.points)
            point.at = none;
        return moved;
    }
    const auto inside = [&](const CurvePoint& p) { return p.at >= none && p.at <= length; };
    if (std::ranges::all_of(moved.points, inside)) return moved;
    Curve cut{{}, curve.shape};
    if (moved.points.front().at < none) cut.points.push_back({none, value_at(moved, none)});
    for (const CurvePoint& point : moved.points)
        if (inside(point) && (cut.points.empty() || cut.points.back().at < point.at || point.at > none))
            cut.points.push_back(point);
    if (moved.points.back().at > length && (cut.points.empty() || cut.points.back().at < length))
        cut.points.push_back({length, value_at(moved, length)});
    return cut;
}

Event cut_to(Event event, TimeSpan to) {
    const TimeSpan whole = event.record;
    event.record = {std::max(whole.start, to.start), std::min(whole.end, to.end)};
    const Rational head = event.record.start - whole.start, tail = whole.end - event.record.end;
    if (head == none && tail == none) return event;
    const Rational length = event.record.length();
    if (event.speed < none) // played from end to start
        event.played = {event.played.start - tail * event.speed, event.played.end + head * event.speed};
    else
        event.played = {event.played.start + head * event.speed, event.played.end - tail * event.speed};
    // A list may say less of the source than plays.
    if (event.speed < none)
        event.played.start = std::min(event.played.start, event.played.end);
    else
        event.played.end = std::max(event.played.start, event.played.end);
    event.fade_in.length = shortened(event.fade_in.length, head, length);
    event.fade_out.length = shortened(event.fade_out.length, tail, length);
    event.gain_curve = cut_to(event.gain_curve, -head, length);
    return event;
}

std::optional<Event> seen_through(const Event& inner, const Window& window) {
    if (window.record.empty()) return std::nullopt;
    Event seen = inner;
    if (window.speed <= none) { // one moment is held
        if (window.shown_from < inner.record.start || window.shown_from >= inner.record.end)
            return std::nullopt;
        const Rational into = window.shown_from - inner.record.start;
        const Rational at = (inner.speed < none ? inner.played.end : inner.played.start) + into * inner.speed;
        seen.record = window.record;
        seen.played = {at, at};
        seen.speed = none;
        seen.fade_in = seen.fade_out = {};
        seen.gain_curve = {};
        return seen;
    }
    const auto outer = [&](Rational t) {
        return window.record.start + (t - window.shown_from) / window.speed;
    };
    seen.record = {outer(inner.record.start), outer(inner.record.end)};
    if (inner.record.empty()
            ? seen.record.start < window.record.start || seen.record.start >= window.record.end
            : seen.record.end <= window.record.start || seen.record.start >= window.record.end)
        return std::nullopt;
    seen.speed = inner.speed * window.speed;
    seen.fade_in.length = inner.fade_in.length / window.speed;
    seen.fade_out.length = inner.fade_out.length / window.speed;
    for (CurvePoint& point : seen.gain_curve.points)
        point.at = point.at / window.speed;
    return inner.record.empty() ? seen : cut_to(std::move(seen), window.record);
}

} // namespace dub::conform
