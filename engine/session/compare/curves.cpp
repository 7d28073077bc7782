#include "engine/session/compare/curves.h"

#include <algorithm>
#include <cmath>

#include "engine/session/compare/words.h"

namespace dub::session {
namespace {

using Points = std::vector<LanePoint>;

// Between two neighbours of all breakpoints each curve is one piece, which its two ends describe.
struct Ends {
    double start, end;
};

// Values interpolated on two ways differ in their last bits.
bool near(double a, double b) { return a == b || std::abs(a - b) <= 1e-9 * (1 + std::abs(a)); }
bool same(const Ends& a, const Ends& b) { return near(a.start, b.start) && near(a.end, b.end); }

std::vector<SamplePos> breakpoints(std::initializer_list<const Curve*> curves) {
    std::vector<SamplePos> all;
    for (const Curve* curve : curves)
        for (const LanePoint& point : curve->points)
            all.push_back(point.at);
    std::ranges::sort(all);
    const auto rest = std::ranges::unique(all);
    all.erase(rest.begin(), rest.end());
    return all;
}

// Piece `k` lies before breakpoint k; the last one after all of them.
Ends ends_of(const Curve& curve, const std::vector<SamplePos>& at, std::size_t k) {
    if (at.empty()) return {curve.before({}), curve.before({})};
    if (k == 0) return {curve.before(at[0]), curve.before(at[0])};
    const double start = curve.after(at[k - 1]);
    return {start, k == at.size() ? start : curve.before(at[k])};
}

SampleRange range_of(const std::vector<SamplePos>& at, std::size_t k) {
    return {k == 0 ? always.start : at[k - 1], k == at.size() ? always.end : at[k]};
}

Points points_at(const Curve& curve, SamplePos at) {
    const auto found = std::ranges::equal_range(curve.points, at, {}, &LanePoint::at);
    return {found.begin(), found.end()};
}

enum class Source : unsigned char { common, mine, theirs };

class CurveMerge {
  public:
    CurveMerge(const Curve& base, const Curve& mine, const Curve& theirs)
        : base_(base)
        , mine_(mine)
        , theirs_(theirs)
        , at_(breakpoints({&base, &mine, &theirs})) {}

    MergedCurve run() {
        std::vector<Source> sources;
        for (std::size_t k = 0; k <= at_.size(); ++k)
            sources.push_back(source_of(k));
        for (std::size_t k = 0; k < at_.size(); ++k)
            add_points(at_[k], sources[k], sources[k + 1]);
        return std::move(merged_);
    }

  private:
    Source source_of(std::size_t k) {
        const Ends base = ends_of(base_, at_, k);
        const Ends mine = ends_of(mine_, at_, k);
        const Ends theirs = ends_of(theirs_, at_, k);
        if (same(theirs, base)) return same(mine, base) ? Source::common : Source::mine;
        if (same(mine, base)) return Source::theirs;
        if (!same(mine, theirs)) add_conflict(range_of(at_, k));
        return Source::mine;
    }
    void add_conflict(SampleRange range) {
        if (!merged_.conflicts.empty() && merged_.conflicts.back().end == range.start)
            merged_.conflicts.back().end = range.end;
        else
            merged_.conflicts.push_back(range);
    }
    [[nodiscard]] const Curve& curve(Source source) const {
        return source == Source::theirs ? theirs_ : mine_;
    }
    void add_points(SamplePos at, Source left, Source right) {
        if (left == Source::common && right == Source::common) {
            const Points mine = points_at(mine_, at);
            return add(mine == points_at(base_, at) ? points_at(theirs_, at) : mine);
        }
        if (left != Source::theirs && right != Source::theirs) return add(points_at(mine_, at));
        if (left != Source::mine && right != Source::mine) return add(points_at(theirs_, at));
        const double from = curve(left).before(at);
        const double to = curve(right).after(at);
        add({{at, from}});
        if (!near(from, to)) add({{at, to}});
    }
    void add(const Points& points) {
        merged_.points.insert(merged_.points.end(), points.begin(), points.end());
    }

    const Curve &base_, &mine_, &theirs_;
    std::vector<SamplePos> at_;
    MergedCurve merged_;
};

} // namespace

double Curve::before(SamplePos at) const {
    if (points.empty()) return resting;
    const auto first = std::ranges::lower_bound(points, at, {}, &LanePoint::at);
    if (first == points.begin()) return first->value;
    if (taper == Taper::stepped || first == points.end()) return (first - 1)->value;
    if (first->at == at) return first->value;
    return value_at(points, at, taper).value_or(resting);
}

double Curve::after(SamplePos at) const { return value_at(points, at, taper).value_or(resting); }

std::vector<CurveDifference> differences(const Curve& a, const Curve& b) {
    std::vector<CurveDifference> found;
    const auto at = breakpoints({&a, &b});
    for (std::size_t k = 0; k <= at.size(); ++k) {
        const Ends x = ends_of(a, at, k);
        const Ends y = ends_of(b, at, k);
        if (same(x, y)) continue;
        const SampleRange range = range_of(at, k);
        if (found.empty() || found.back().range.end != range.start) found.push_back({range, 0});
        found.back().range.end = range.end;
        found.back().most =
            std::max({found.back().most, std::abs(x.start - y.start), std::abs(x.end - y.end)});
    }
    return found;
}

MergedCurve merged_curve(const Curve& base, const Curve& mine, const Curve& theirs) {
    return CurveMerge(base, mine, theirs).run();
}

} // namespace dub::session
