#include "engine/plan/automation/curve.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/plan/processor.h"
#include "engine/session/lookup.h"

namespace dub::plan {
namespace {

using session::LanePoint;
using session::Taper;

constexpr SampleCount smoothing{quantum};

bool all_equal(std::span<const LanePoint> points) {
    return std::ranges::all_of(points, [&](const LanePoint& p) { return p.value == points.front().value; });
}

} // namespace

Curve::Curve(Points points, Taper taper, Steps steps)
    : points_(std::move(points))
    , taper_(taper)
    , steps_(steps) {
    assert(!points_->empty());
    fixed_ = points_->front().value;
    if (all_equal(*points_)) points_ = nullptr;
}

// The first point the moment has not passed.
std::size_t Curve::index_after(Moment moment) const {
    const auto at = moment.side == Side::after
                        ? std::ranges::upper_bound(*points_, moment.at, {}, &LanePoint::at)
                        : std::ranges::lower_bound(*points_, moment.at, {}, &LanePoint::at);
    return static_cast<std::size_t>(at - points_->begin());
}

// All points that have a say in the window.
std::span<const LanePoint> Curve::points_for(SampleRange window) const {
    const SamplePos from = steps_ == Steps::smoothed ? window.start - smoothing : window.start;
    const std::size_t first = index_after({from, Side::after});
    std::size_t last = first; // seldom far: not worth a search
    while (last < points_->size() && (*points_)[last].at < window.end)
        ++last;
    // The point at or behind the window's end pulls on the values before it, unless the lane holds.
    if (taper_ != Taper::stepped && last < points_->size()) ++last;
    const std::size_t begin = first == 0 ? 0 : first - 1;
    return std::span(*points_).subspan(begin, last - begin);
}

bool Curve::moves_in(SampleRange window) const {
    return (has_lane() && !all_equal(points_for(window))) || (live_ != nullptr && live_->moves_in(window));
}

std::vector<SamplePos> Curve::bends() const {
    std::vector<SamplePos> places;
    if (!has_lane()) return places;
    for (const LanePoint& point : *points_) {
        places.push_back(point.at);
        if (steps_ == Steps::smoothed) places.push_back(point.at + smoothing);
    }
    std::ranges::sort(places);
    return places;
}

std::pair<double, double> Curve::reach() const {
    if (!has_lane()) return {fixed_, fixed_};
    const auto [lowest, highest] = std::ranges::minmax_element(*points_, {}, &LanePoint::value);
    return {lowest->value, highest->value};
}

bool Curve::same_in(SampleRange window, const Curve& other) const {
    if (!has_lane() || !other.has_lane()) return !has_lane() && !other.has_lane() && fixed_ == other.fixed_;
    return taper_ == other.taper_ && steps_ == other.steps_ &&
           std::ranges::equal(points_for(window), other.points_for(window));
}

void Curve::split(SampleRange window, std::vector<Moment>& moments) const {
    if (!has_lane()) return;
    const auto inside = [&](SamplePos p) { return window.start < p && p < window.end; };
    const SamplePos from = steps_ == Steps::smoothed ? window.start - smoothing : window.start;
    for (std::size_t i = index_after({from, Side::after}); i < points_->size(); ++i) {
        const LanePoint& point = (*points_)[i];
        if (point.at >= window.end) break;
        if (steps_ == Steps::smoothed) {
            if (inside(point.at)) moments.push_back({point.at, Side::after});
            if (inside(point.at + smoothing)) moments.push_back({point.at + smoothing, Side::after});
            continue;
        }
        const bool step =
            taper_ == Taper::stepped || (i + 1 < points_->size() && (*points_)[i + 1].at == point.at);
        if (step) moments.push_back({point.at, Side::before});
        moments.push_back({point.at, Side::after});
    }
}

std::size_t Curve::most_moments(SampleCount window) const {
    if (!has_lane()) return 0;
    std::size_t most = 0;
    for (std::size_t first = 0, last = 0; last < points_->size(); ++last) {
        while ((*points_)[last].at - (*points_)[first].at > window + smoothing)
            ++first;
        most = std::max(most, last - first + 1);
    }
    return 2 * most;
}

// The value at `at`, where `after` is the first point not passed.
double Curve::between(std::size_t after, SamplePos at) const {
    if (after == 0) return points_->front().value;
    const LanePoint& left = (*points_)[after - 1];
    if (after == points_->size() || taper_ == Taper::stepped) return left.value;
    const LanePoint& right = (*points_)[after];
    if (right.at == at) return right.value; // exactly, so that both sides of a plain breakpoint agree
    const double part =
        static_cast<double>((at - left.at).value) / static_cast<double>((right.at - left.at).value);
    if (taper_ == Taper::logarithmic && left.value > 0 && right.value > 0)
        return left.value * std::pow(right.value / left.value, part);
    return left.value + (right.value - left.value) * part;
}

// The mean of the held value over the quantum before: a straight ramp after each step, exact whatever steps
// follow.
double Curve::smoothed(SamplePos at) const {
    SamplePos from = at - smoothing;
    std::size_t next = index_after({from, Side::after});
    double area = 0;
    double held = next == 0 ? points_->front().value : (*points_)[next - 1].value;
    for (; next < points_->size() && (*points_)[next].at < at; ++next) {
        area += held * static_cast<double>(((*points_)[next].at - from).value);
        from = (*points_)[next].at;
        held = (*points_)[next].value;
    }
    return (area + held * static_cast<double>((at - from).value)) / static_cast<double>(smoothing.value);
}

double Curve::at(Moment moment) const {
    const double value = planned_at(moment);
    return live_ == nullptr ? value : live_->at(moment.at, value);
}

double Curve::planned_at(Moment moment) const {
    if (!has_lane()) return fixed_;
    if (steps_ == Steps::smoothed) return smoothed(moment.at);
    return between(index_after(moment), moment.at);
}

void Curve::values(std::span<const Moment> moments, std::span<double> out) const {
    planned(moments, out);
    for (std::size_t i = 0; live_ != nullptr && i < moments.size(); ++i)
        out[i] = live_->at(moments[i].at, out[i]);
}

void Curve::planned(std::span<const Moment> moments, std::span<double> out) const {
    if (moments.empty()) return;
    if (!has_lane() || steps_ == Steps::smoothed) {
        std::ranges::transform(moments, out.begin(), [&](Moment m) { return planned_at(m); });
        return;
    }
    std::size_t after = index_after(moments.front());
    const auto passed = [&](const LanePoint& p, Moment m) {
        return m.side == Side::after ? p.at <= m.at : p.at < m.at;
    };
    while (!moments.empty()) {
        while (after < points_->size() && passed((*points_)[after], moments.front()))
            ++after;
        const auto next =
            after == points_->size() ? moments.end() : std::ranges::partition_point(moments, [&](Moment m) {
                return !passed((*points_)[after], m);
            });
        const auto count = static_cast<std::size_t>(next - moments.begin());
        line(after, moments.first(count), out.first(count));
        moments = moments.subspan(count);
        out = out.subspan(count);
    }
}

// What between() gives for moments before one and the same point, without asking again for each.
void Curve::line(std::size_t after, std::span<const Moment> moments, std::span<double> out) const {
    if (after == 0 || after == points_->size() || taper_ != Taper::linear) {
        std::ranges::transform(moments, out.begin(), [&](Moment m) { return between(after, m.at); });
        return;
    }
    const LanePoint left = (*points_)[after - 1], right = (*points_)[after];
    const auto length = static_cast<double>((right.at - left.at).value);
    const double rise = right.value - left.value;
    for (std::size_t i = 0; i < out.size(); ++i) // the last may lie at the right point itself
        out[i] = moments[i].at == right.at
                     ? right.value
                     : left.value + rise * (static_cast<double>((moments[i].at - left.at).value) / length);
}

Curve curve_of(const session::Strip& strip, const session::ParameterAddress& address,
               const session::Parameter& parameter, const session::ParameterValues& values) {
    const Steps steps = parameter.unit == session::Unit::toggle ? Steps::smoothed : Steps::jump;
    const bool plays = session::lanes_play(strip, address);
    for (const auto& lane : strip.lanes)
        if (plays && lane->target == address && !lane->points.empty())
            return {Curve::Points(lane, &lane->points), parameter.taper, steps};
    return Curve(values.get(parameter));
}

} // namespace dub::plan
