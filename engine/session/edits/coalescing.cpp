#include "engine/session/edits/coalescing.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/edits/lane_cutting.h"

namespace dub::session {
namespace {

enum class Side : unsigned char { before, after };

double value_of(const Curve& curve, SamplePos at, Side side) {
    return side == Side::before ? curve.before(at) : curve.after(at);
}

bool rests(const Curve& curve) {
    return std::ranges::all_of(
        curve.points, [&](const LanePoint& point) { return point.value == curve.points.front().value; });
}

class Sum {
  public:
    Sum(std::span<const Curve> levels, double floor)
        : levels_(levels)
        , floor_(floor) {}

    std::vector<LanePoint> points() {
        std::vector<SamplePos> places;
        for (const Curve& level : levels_) {
            if (rests(level)) continue; // a point that bends nothing would bend what the engine draws between
            for (const LanePoint& point : level.points)
                places.push_back(point.at);
        }
        std::ranges::sort(places);
        const auto again = std::ranges::unique(places);
        places.erase(again.begin(), again.end());
        if (places.empty()) return {};
        emit(places.front(), held(places.front(), Side::before));
        for (std::size_t i = 1; i < places.size(); ++i)
            stretch(places[i - 1], places[i]);
        emit(places.back(), held(places.back(), Side::after));
        return std::move(made_);
    }
    // Where all rest: what is closed closes.
    [[nodiscard]] double held(SamplePos at, Side side) const {
        const bool closed = std::ranges::any_of(
            levels_, [&](const Curve& level) { return value_of(level, at, side) <= floor_; });
        return closed ? floor_ : std::max(floor_, raw(at, side));
    }

  private:
    [[nodiscard]] double raw(SamplePos at, Side side) const {
        double sum = 0;
        for (const Curve& level : levels_)
            sum += value_of(level, at, side);
        return sum;
    }
    // Straight from one bend to the next; at the floor where it would lie below.
    void stretch(SamplePos from, SamplePos to) {
        const bool closed = std::ranges::any_of(levels_, [&](const Curve& level) {
            return level.after(from) <= floor_ && level.before(to) <= floor_;
        });
        const double first = closed ? floor_ : raw(from, Side::after);
        const double last = closed ? floor_ : raw(to, Side::before);
        emit(from, std::max(first, floor_));
        if ((first < floor_) != (last < floor_)) {
            const double part = (floor_ - first) / (last - first);
            const auto way = static_cast<double>((to - from).value);
            emit(from + SampleCount{std::llround(part * way)}, floor_);
        }
        emit(to, std::max(last, floor_));
    }
    void emit(SamplePos at, double value) {
        if (!made_.empty() && made_.back() == LanePoint{at, value}) return;
        const std::size_t count = made_.size();
        if (count >= 2 && made_[count - 1].at == at && made_[count - 2].at == at)
            made_.back().value = value;
        else
            made_.push_back({at, value});
    }

    std::span<const Curve> levels_;
    double floor_;
    std::vector<LanePoint> made_;
};

} // namespace

Curve curve_on(const Strip& strip, const ParameterAddress& address, const Parameter& declared) {
    static const std::vector<LanePoint> none;
    const Lane* const lane =
        strip.automation.mode == AutomationMode::off ? nullptr : find_lane(strip, address);
    return {lane == nullptr ? none : lane->points, static_value(strip, address, declared), declared.taper};
}

SummedLevel summed(std::span<const Curve> levels, double floor) {
    Sum sum(levels, floor);
    return {sum.points(), sum.held({}, Side::after)};
}

Result<Strip> with_added(Session& ids, Strip strip, const Coalescing& what, std::span<const Curve> more) {
    std::vector<Curve> levels{curve_on(strip, what.into, what.declared)};
    for (const Curve& level : more)
        levels.push_back(level);
    SummedLevel sum = summed(levels, what.declared.min);
    double most = sum.points.empty() ? sum.resting : what.declared.min;
    for (const LanePoint& point : sum.points)
        most = std::max(most, point.value);
    if (most > what.declared.max)
        return fail(
            ErrorCode::unfit,
            fmt::format("The {} of {} would have to stand at {:.1f} dB, and its end is {} dB; lower it "
                        "or what is added to it first.",
                        what.declared.name, what.title, most, what.declared.max));
    if (!sum.points.empty() && strip.automation.mode == AutomationMode::off)
        return fail(ErrorCode::unfit,
                    fmt::format("The automation of {} is off, so that a ride on it would not "
                                "play; set it to read first.",
                                what.title));
    if (!sum.points.empty()) return with_lane(ids, std::move(strip), what.into, std::move(sum.points));
    if (what.into.send)
        std::ranges::find(strip.sends, what.into.send, &Send::id)->values.set(what.declared, sum.resting);
    else
        strip.values.set(what.declared, sum.resting);
    // A lane that rests is in the value now; one that does not play stays as it is.
    if (strip.automation.mode == AutomationMode::off) return strip;
    return with_lane(ids, std::move(strip), what.into, {});
}

Strip at_rest(Session& ids, Strip strip, const ParameterAddress& address, const Parameter& declared) {
    if (address.send)
        std::ranges::find(strip.sends, address.send, &Send::id)->values.erase(declared.id);
    else
        strip.values.erase(declared.id);
    return with_lane(ids, std::move(strip), address, {});
}

} // namespace dub::session
