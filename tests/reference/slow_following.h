#pragma once
// What a lane says after a piece of it went along with a clip, as one would say it, place by place: in the
// goal what it said where it came from; where it was a straight line from what the lane said just before to
// what it says just behind; everywhere else what it said.

#include "engine/session/lane.h"

namespace dub::test {

struct SlowCurve {
    const std::vector<session::LanePoint>& points;
    double resting;
    session::Taper taper;

    [[nodiscard]] double at(SamplePos place) const {
        return session::value_at(points, place, taper).value_or(resting);
    }
    // The limit from the left: the line that ends there, not the one that begins there.
    [[nodiscard]] double before(SamplePos place) const {
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (points[i].at < place) continue;
            if (i == 0) return points[0].value;
            if (taper == session::Taper::stepped) return points[i - 1].value;
            const std::vector<session::LanePoint> line{points[i - 1], points[i]};
            return points[i].at == place ? points[i].value : *session::value_at(line, place, taper);
        }
        return points.empty() ? resting : points.back().value;
    }
};

struct SlowMove {
    SampleRange from;
    SampleCount by;
    bool heals = true;
};

inline double healed_at(const SlowCurve& old, SampleRange gone, SamplePos place) {
    if (!gone.contains(place)) return old.at(place);
    const double left = old.before(gone.start), right = old.at(gone.end);
    if (old.taper == session::Taper::stepped) return left;
    const double part =
        static_cast<double>((place - gone.start).value) / static_cast<double>(gone.length().value);
    if (old.taper == session::Taper::logarithmic && left > 0 && right > 0)
        return left * std::pow(right / left, part);
    return left + part * (right - left);
}

inline double slowly_followed(const SlowCurve& old, const SlowMove& move, SamplePos place) {
    if (move.from.moved(move.by).contains(place)) return old.at(place - move.by);
    return move.heals ? healed_at(old, move.from, place) : old.at(place);
}

} // namespace dub::test
