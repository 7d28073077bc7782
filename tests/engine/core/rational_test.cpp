#include "engine/core/rational.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>

#include "engine/core/timecode.h"

namespace dub::test {
namespace {

TEST(Rational, KeepsLowestTermsAndAPositiveDenominator) {
    const Rational half{-6, -12};
    EXPECT_EQ(half.num(), 1);
    EXPECT_EQ(half.den(), 2);
    EXPECT_EQ(Rational(5, 0), Rational{});
    EXPECT_EQ(Rational(1) / Rational{}, Rational{});
}

TEST(Rational, CountsAsSchoolDoes) {
    EXPECT_EQ(Rational(1, 3) + Rational(1, 6), Rational(1, 2));
    EXPECT_EQ(Rational(1, 3) - Rational(1, 2), Rational(-1, 6));
    EXPECT_EQ(Rational(2, 3) * Rational(9, 4), Rational(3, 2));
    EXPECT_EQ(Rational(2, 3) / Rational(4, 9), Rational(3, 2));
    EXPECT_LT(Rational(1001, 24000), Rational(1, 23));
}

TEST(Rational, RoundsDownUpAndToTheNearestWithHalvesUp) {
    EXPECT_EQ(Rational(-3, 2).floor(), -2);
    EXPECT_EQ(Rational(-3, 2).ceil(), -1);
    EXPECT_EQ(Rational(-3, 2).nearest(), -1);
    EXPECT_EQ(Rational(3, 2).nearest(), 2);
    EXPECT_EQ(Rational(1249, 1000).nearest(), 1);
}

TEST(Rational, StaysWithinAQuarterNanosecondWhereItDoesNotFit) {
    const Rational awkward = Rational(1, 1'000'000'007) + Rational(1, 998'244'353) + Rational(1, 999'999'937);
    const double wanted = 1.0 / 1'000'000'007 + 1.0 / 998'244'353 + 1.0 / 999'999'937;
    EXPECT_NEAR(awkward.value(), wanted, 1.0 / 4'294'967'296.0);
    const Rational huge{std::numeric_limits<std::int64_t>::max()};
    EXPECT_EQ((huge * huge).num(), std::numeric_limits<std::int64_t>::max());
}

TEST(Rational, ReadsWhatListsWrite) {
    EXPECT_EQ(parse_rational("1001/24000"), Rational(1001, 24000));
    EXPECT_EQ(parse_rational("-12.5"), Rational(-25, 2));
    EXPECT_EQ(parse_rational("42"), Rational(42));
    for (const char* wrong : {"", "a", "1/0", "1/", ".", "1.2.3", "--1", "1e5", "9223372036854775808"})
        EXPECT_FALSE(parse_rational(wrong)) << wrong;
}

TEST(Rational, TakesADoubleBack) {
    for (const double value : {0.0, 0.5, -2.25, 1.0 / 3, 23.976, 86400.125, 1e-9})
        EXPECT_EQ(rational_from(value).value(), value) << value;
    EXPECT_EQ(rational_from(1.0 / 3), Rational(1, 3));
}

TEST(Rational, KnowsFrameRatesByTheirManyNames) {
    for (const char* name : {"23.976", "23.98", "2398/100", "23976/1000", "24000/1001", "23.976023976"})
        EXPECT_EQ(frame_rate_near(*parse_rational(name)), (FrameRate{24000, 1001})) << name;
    EXPECT_EQ(frame_rate_near({11988, 100}), (FrameRate{120000, 1001}));
    EXPECT_EQ(frame_rate_near(24), (FrameRate{24, 1}));
    EXPECT_EQ(frame_rate_near(48000), (FrameRate{48000, 1}));
}

// Every frame of a day meets the sample the session's own grid gives it.
TEST(Rational, PutsFramesOnTheSessionsGrid) {
    for (const auto& [name, format] : timecode_formats())
        for (std::int64_t frame = 0; frame < frames_per_day(format).value; frame += 997) {
            const Rational at = seconds_at(FramePos{frame}, format.rate);
            ASSERT_EQ(sample_at(at, format.rate, {48000}), first_sample({frame}, format.rate, {48000}))
                << name;
            ASSERT_EQ(frame_at(at, format.rate).value, frame) << name;
        }
    EXPECT_EQ(sample_at(Rational(3, 96000), {24, 1}, {48000}).value, 2); // between frames: nearest, halves up
}

} // namespace
} // namespace dub::test
