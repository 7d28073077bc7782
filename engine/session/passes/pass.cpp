#include "engine/session/passes/pass.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/lookup.h"

namespace dub::session {
namespace {

// Nothing was there and nothing else is there now: no lane need be made.
bool changes_nothing(const Written& written, const Underneath& under) {
    return under.points.empty() && std::ranges::all_of(written.line, [&](const LanePoint& point) {
               return point.value == under.resting;
           });
}

} // namespace

void Pass::tell(const char* code, const Control& control, const std::string& sentence) {
    Diagnostic told{Severity::warning, code, name_of(before_, control), sentence};
    if (std::ranges::find(told_, told) == told_.end()) told_.push_back(std::move(told));
}

Pass::Ridden* Pass::ridden(const Control& control) {
    if (const auto known = rides_.find(control); known != rides_.end()) return &known->second;
    const Parameter* const parameter = declared(before_, control);
    if (parameter == nullptr) {
        tell("pass.unknown", control,
             "There is no such control in the session; what was moved is not written.");
        return nullptr;
    }
    const Strip& strip = *find_strip(before_, control.owner);
    const Lane* const lane = lane_of(before_, control);
    Underneath under{{}, static_value(strip, control.address, *parameter), *parameter};
    if (lane != nullptr) under.points = lane->points;
    order_.push_back(control);
    return &rides_.emplace(control, Ridden{Ride(std::move(under)), start_, start_}).first->second;
}

std::optional<double> Pass::fit(const Control& control, const Ridden& ridden, double value) {
    if (!std::isfinite(value)) {
        tell("pass.not-a-number", control, "A value that is no number was left out.");
        return std::nullopt;
    }
    const Parameter& parameter = ridden.ride.underneath().parameter;
    const double fitting = std::clamp(value, parameter.min, parameter.max);
    if (fitting != value)
        tell("pass.clamped", control,
             fmt::format("Values outside {} to {} were brought to the nearest end.", parameter.min,
                         parameter.max));
    return fitting;
}

// A run begins at the edge of a quantum, a little before the place it was asked for.
SamplePos Pass::in_order(const Control& control, Ridden& ridden, SamplePos at) {
    at = std::max(at, start_);
    if (at < ridden.last)
        tell("pass.out-of-order", control,
             "Moves came out of order; the later one counts from where the earlier one was heard.");
    return ridden.last = std::max(at, ridden.last);
}

void Pass::hold(const Control& control, double value) {
    Ridden* const one = ridden(control);
    if (one == nullptr) return;
    if (const auto fitting = fit(control, *one, value)) one->ride.hold(start_, *fitting);
}

void Pass::move(const Control& control, SamplePos at, double value) {
    Ridden* const one = ridden(control);
    if (one == nullptr) return;
    const auto fitting = fit(control, *one, value);
    if (!fitting) return;
    at = in_order(control, *one, at);
    if (!one->ride.writes()) one->punched_in = at;
    one->ride.move(at, *fitting);
}

void Pass::glide(const Control& control, SamplePos at, SampleCount within) {
    const auto known = rides_.find(control);
    if (known == rides_.end()) return;
    known->second.ride.glide(in_order(control, known->second, at), within);
}

std::map<Control, double> Pass::holding() const {
    std::map<Control, double> held;
    for (const auto& [control, one] : rides_)
        if (one.ride.writes()) held.emplace(control, one.ride.last());
    return held;
}

std::optional<double> Pass::at(const Control& control, SamplePos at) const {
    const auto known = rides_.find(control);
    if (known == rides_.end()) return std::nullopt;
    return known->second.ride.at(at);
}

SamplePos Pass::punched_in(const Control& control) const {
    const auto known = rides_.find(control);
    return known == rides_.end() ? start_ : known->second.punched_in;
}

PassEnd Pass::end(SamplePos at) const {
    PassEnd made{{}, {}, told_};
    for (const Control& control : order_) {
        const Ride& ride = rides_.at(control).ride;
        const std::size_t before = made.punches.size();
        for (const Written& written : ride.written(at)) {
            if (changes_nothing(written, ride.underneath())) continue;
            made.punches.push_back({control.owner, control.address, written.range,
                                    thinned(written.line, ride.underneath().parameter, written.edges)});
        }
        if (made.punches.size() > before) made.controls.push_back(control);
    }
    return made;
}

Result<Session> with(Session session, const std::vector<PunchLane>& punches) {
    for (const PunchLane& punch : punches) {
        TRY(session, apply(session, punch));
    }
    return session;
}

} // namespace dub::session
