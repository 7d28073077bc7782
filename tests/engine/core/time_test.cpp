#include "engine/core/time.h"

#include <gtest/gtest.h>

#include "engine/core/timecode.h"

namespace dub {
namespace {

TEST(Time, every_frame_of_a_day_comes_back_from_its_first_sample_at_every_rate) {
    for (const auto& known : timecode_formats()) {
        const FrameRate rate = known.format.rate;
        const std::int64_t frames = known.format.nominal * 86400;
        std::int64_t wrong = 0;
        std::int64_t before = -1;
        for (std::int64_t f = 0; f < frames; ++f) {
            const SamplePos first = first_sample({f}, rate, {48000});
            if (frame_at(first, rate, {48000}).value != f) ++wrong;
            if (frame_at(first - SampleCount{1}, rate, {48000}).value != f - 1) ++wrong;
            if (first.value <= before) ++wrong;
            before = first.value;
        }
        EXPECT_EQ(wrong, 0) << known.name;
    }
}

TEST(Time, one_hour_at_23_976_starts_at_sample_172972800) {
    const TimecodeFormat format = *timecode_format("23.976");
    const FramePos start = *parse_timecode("01:00:00:00", format);
    EXPECT_EQ(first_sample(start, format.rate, {48000}).value, 172'972'800);
}

TEST(Time, samples_before_zero_belong_to_negative_frames) {
    EXPECT_EQ(frame_at({-1}, {24, 1}, {48000}).value, -1);
    EXPECT_EQ(first_sample({-1}, {24, 1}, {48000}).value, -2000);
    EXPECT_EQ(first_sample({-1}, {30000, 1001}, {48000}).value, -1601);
}

TEST(Time, the_length_of_a_range_at_29_97_is_a_difference_of_absolute_positions) {
    const FrameRate rate{30000, 1001};
    const SampleRange range = samples_of({{107892}, {107893}}, rate, {48000});
    EXPECT_EQ(range.start.value, 172'799'828); // 107892 * 1601.6 = 172799827.2, rounded up
    EXPECT_EQ(range.length().value, 1601);
    // Five frames are 8008 samples wherever they start.
    for (std::int64_t f = 0; f < 1000; ++f)
        EXPECT_EQ(samples_of({{f}, {f + 5}}, rate, {48000}).length().value, 8008);
}

TEST(Time, frames_around_a_range_are_the_smallest_run_that_holds_it) {
    EXPECT_EQ(frames_around({{0}, {2000}}, {24, 1}, {48000}), (FrameRange{{0}, {1}}));
    EXPECT_EQ(frames_around({{1999}, {2001}}, {24, 1}, {48000}), (FrameRange{{0}, {2}}));
    EXPECT_TRUE(frames_around({{5}, {5}}, {24, 1}, {48000}).empty());
}

TEST(Time, ranges_are_half_open) {
    const SampleRange a{{0}, {10}};
    EXPECT_TRUE(a.contains(SamplePos{0}));
    EXPECT_FALSE(a.contains(SamplePos{10}));
    EXPECT_FALSE(a.overlaps({{10}, {20}}));
    EXPECT_TRUE(a.clipped({{10}, {20}}).empty());
    EXPECT_EQ(a.clipped({{4}, {20}}), (SampleRange{{4}, {10}}));
}

} // namespace
} // namespace dub
