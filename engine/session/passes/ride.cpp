#include "engine/session/passes/ride.h"

#include <algorithm>
#include <cmath>

#include "engine/session/round.h"

namespace dub::session {
namespace {

constexpr SampleCount grid{64}, run_length{4 * grid.value};

// Before the first knot a line says what the first says.
double on(const std::vector<LanePoint>& line, SamplePos at, double nothing) {
    return value_at(line, at, Taper::linear).value_or(nothing);
}

} // namespace

double Underneath::at(SamplePos at) const { return value_at(points, at, parameter.taper).value_or(resting); }

SampleCount Ride::travel() const {
    return underneath_.parameter.taper == Taper::stepped ? SampleCount{0} : run_length;
}

// What the line said before, it says up to there.
void Ride::run(Points& line, SampleRange during, double begin, double to) {
    const auto first = std::ranges::lower_bound(line, during.start, {}, &LanePoint::at);
    const bool bends = first != line.end() && first->at == during.start;
    const auto before = bends ? first->value : on(line, during.start, begin);
    line.erase(first, line.end());
    if (!line.empty() && before != begin) line.push_back({during.start, before});
    line.push_back({during.start, begin});
    line.push_back({during.end, to});
}

double Ride::round() const { return once_round(underneath_.parameter); }

double Ride::last() const {
    return value_.empty() ? underneath_.resting : within_round(value_.back().value, round());
}

void Ride::hold(SamplePos at, double value) {
    value_.push_back({at, value});
    share_.push_back({at, 1});
}

void Ride::move(SamplePos at, double value) {
    const double share = on(share_, at, 0);
    const SampleRange during{at, at + travel()};
    const bool fresh = share == 0 && !writes();
    const double from = fresh ? value : on(value_, at, value);
    run(value_, during, from, on_from(from, value, round()));
    run(share_, during, share, 1);
}

void Ride::glide(SamplePos at, SampleCount within) {
    if (!writes()) return;
    if (underneath_.parameter.taper == Taper::stepped) within = {};
    run(share_, {at, at + within}, on(share_, at, 0), 0);
}

double Ride::at(SamplePos at) const {
    const double share = share_.empty() || at < share_.front().at ? 0 : on(share_, at, 0);
    if (share == 0) return underneath_.at(at);
    const double value = on(value_, at, underneath_.resting);
    if (share == 1) return within_round(value, round());
    const double under = underneath_.at(at);
    return within_round(under + share * way(under, value, round()), round());
}

std::vector<Written> Ride::written(SamplePos end) const {
    std::vector<Written> all;
    for (std::size_t k = 0, next = 0; k < share_.size(); k = next) {
        next = k + 1;
        if (share_[k].value == 0 && (next == share_.size() || share_[next].value == 0)) continue;
        while (next < share_.size() && share_[next].value != 0)
            ++next;
        const SamplePos to = next < share_.size() ? std::min(share_[next].at, end) : end;
        if (share_[k].at < to) all.push_back(stretch({share_[k].at, to}));
    }
    return all;
}

// No point lies beyond an end: where the way leads over it, the last sample before it has one, and the next
// one on the other side.
Ride::Points Ride::stepped_at_ends(const Points& line) const {
    const double half = round() / 2;
    Points made;
    for (const LanePoint& point : line) {
        if (!made.empty() && std::abs(point.value - made.back().value) > half) {
            const LanePoint from = made.back();
            const double by = way(from.value, point.value, round());
            const auto length = static_cast<double>((point.at - from.at).value);
            const double to_end = std::copysign(half, by) - from.value;
            const double before = by == 0 ? length - 1 : std::floor(length * to_end / by);
            const auto add = [&](double samples, double beyond) {
                const SamplePos place = from.at + SampleCount{static_cast<std::int64_t>(samples)};
                const double value = from.value + by * samples / length - beyond;
                if (place > from.at && place < point.at)
                    made.push_back({place, std::clamp(value, -half, half)});
            };
            add(before, 0);
            add(before + 1, std::copysign(round(), by));
        }
        made.push_back(point);
    }
    return made;
}

// While the share runs over a lane that runs, the two multiply: there the line is taken quantum by quantum,
// as the engine does.
Written Ride::stretch(SampleRange range) const {
    std::vector<SamplePos> places{range.start, range.end};
    Written made{range, {}, {}};
    const auto add = [&](SamplePos at) {
        if (at > range.start && at < range.end) places.push_back(at);
    };
    for (const LanePoint& knot : value_)
        add(knot.at);
    for (std::size_t k = 0; k < share_.size(); ++k) {
        add(share_[k].at);
        const bool ran = k > 0 && share_[k].value != share_[k - 1].value;
        const bool runs_on = k + 1 < share_.size() && share_[k].value != share_[k + 1].value;
        if (k == 0 || ran || runs_on) made.edges.push_back(share_[k].at);
        if (!ran) continue;
        const SampleRange runs{share_[k - 1].at, share_[k].at};
        for (SamplePos at = runs.start; at < runs.end; at += grid)
            add(at);
        for (const LanePoint& point : underneath_.points)
            if (runs.contains(point.at)) add(point.at - SampleCount{1}), add(point.at);
    }
    std::ranges::sort(places);
    const auto [first, last] = std::ranges::unique(places);
    places.erase(first, last);
    for (const SamplePos place : places)
        made.line.push_back({place, at(place)});
    if (round() != 0) made.line = stepped_at_ends(made.line);
    return made;
}

} // namespace dub::session
