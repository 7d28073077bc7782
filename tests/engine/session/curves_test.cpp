// Automation as a function of time, against the value at every single sample.

#include <gtest/gtest.h>

#include "engine/session/compare/curves.h"
#include "engine/session/compare/words.h"
#include "tests/support/dice.h"

namespace dub::test {
namespace {

using namespace session;
using Points = std::vector<LanePoint>;

constexpr std::int64_t span = 60; // samples that are looked at, and some before and after

double at(const Points& points, std::int64_t sample, double resting, Taper taper) {
    return value_at(points, SamplePos{sample}, taper).value_or(resting);
}

Points random_points(Dice& dice, std::int64_t from, std::int64_t to, int most) {
    Points points;
    for (std::int64_t i = dice.whole(0, most); i > 0; --i)
        points.push_back({SamplePos{dice.whole(from, to)}, static_cast<double>(dice.whole(1, 4))});
    std::ranges::stable_sort(points, {}, &LanePoint::at);
    return points;
}

bool inside(const std::vector<SampleRange>& ranges, std::int64_t sample) {
    return std::ranges::any_of(ranges,
                               [&](const SampleRange& range) { return range.contains(SamplePos{sample}); });
}

TEST(Curves, differences_are_where_samples_differ) {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        Dice dice(seed);
        const auto taper = dice.of(std::array{Taper::linear, Taper::logarithmic, Taper::stepped});
        const Points a = random_points(dice, 5, span - 5, 5);
        const Points b = dice.chance(0.3) ? a : random_points(dice, 5, span - 5, 5);
        std::vector<SampleRange> ranges;
        for (const auto& one : differences({a, 2, taper}, {b, 2, taper}))
            ranges.push_back(one.range);
        for (std::int64_t sample = 0; sample < span; ++sample)
            EXPECT_TRUE(std::abs(at(a, sample, 2, taper) - at(b, sample, 2, taper)) < 1e-6 ||
                        inside(ranges, sample))
                << "seed " << seed << " sample " << sample;
        EXPECT_TRUE(a != b || ranges.empty());
    }
}

// What a person expects at one sample of three values.
struct Expected {
    double value;
    bool conflict;
};
Expected expected(double base, double mine, double theirs) {
    const auto same = [](double x, double y) { return std::abs(x - y) < 1e-6; };
    if (same(theirs, base) || same(theirs, mine)) return {mine, false};
    if (same(mine, base)) return {theirs, false};
    return {mine, true};
}

TEST(Curves, a_merge_has_at_every_sample_the_value_of_who_changed_it) {
    int conflicts = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        Dice dice(seed + 7000);
        const Taper taper = dice.chance(0.5) ? Taper::linear : Taper::stepped;
        const Points base = random_points(dice, 0, span, 6);
        const auto changed = [&](std::int64_t from, std::int64_t to) { // the base outside, anything inside
            Points points;
            for (const LanePoint& point : base)
                if (point.at.value < from) points.push_back(point);
            points.push_back({SamplePos{from}, Curve{base, 2, taper}.before(SamplePos{from})});
            for (const LanePoint& point : random_points(dice, from, to, 4))
                points.push_back(point);
            points.push_back({SamplePos{to}, Curve{base, 2, taper}.after(SamplePos{to})});
            for (const LanePoint& point : base)
                if (point.at.value > to) points.push_back(point);
            return points;
        };
        const bool apart = dice.chance(0.5);
        const Points mine = changed(10, 25);
        const Points theirs = apart ? changed(30, 50) : changed(20, 40);
        const MergedCurve merged = merged_curve({base, 2, taper}, {mine, 2, taper}, {theirs, 2, taper});
        ASSERT_TRUE(std::ranges::is_sorted(merged.points, {}, &LanePoint::at));
        ASSERT_TRUE(!apart || merged.conflicts.empty()) << "seed " << seed;
        conflicts += static_cast<int>(merged.conflicts.size());
        for (std::int64_t sample = -5; sample < span + 5; ++sample) {
            const auto value = [&](const Points& points) { return at(points, sample, 2, taper); };
            const Expected wanted = expected(value(base), value(mine), value(theirs));
            const bool listed = inside(merged.conflicts, sample);
            EXPECT_TRUE(listed || !wanted.conflict) << "seed " << seed << " sample " << sample;
            EXPECT_NEAR(value(merged.points), listed ? value(mine) : wanted.value, 1e-6)
                << "seed " << seed << " sample " << sample;
        }
    }
    EXPECT_GT(conflicts, 100);
}

} // namespace
} // namespace dub::test
