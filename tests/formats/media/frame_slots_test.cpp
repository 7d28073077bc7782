// Times of frames laid on a constant rate, without any file.

#include <gtest/gtest.h>

#include "formats/media/frame_slots.h"

namespace {

using namespace dub;
using media::lay_on_rate;
using media::Steadiness;

const std::vector<FrameRate> nothing_told;

std::vector<std::int64_t> times(std::int64_t count, auto time_of) {
    std::vector<std::int64_t> all;
    for (std::int64_t n = 0; n < count; ++n)
        all.push_back(time_of(n));
    return all;
}

TEST(FrameSlots, a_clock_that_names_every_frame_gives_the_exact_rate) {
    const auto slots =
        lay_on_rate(times(100, [](auto n) { return 500 + n * 1001; }), {1, 24000}, nothing_told);
    EXPECT_EQ(slots.rate, (FrameRate{24000, 1001}));
    EXPECT_EQ(slots.length.value, 100);
    EXPECT_EQ(slots.steadiness, Steadiness::constant);
    EXPECT_TRUE(slots.frame_of.empty());
}

TEST(FrameSlots, milliseconds_are_no_variable_rate) {
    // Three hours of 23.976 as Matroska rounds them.
    const auto slots = lay_on_rate(times(258'900, [](auto n) { return (n * 1001 * 2 + 24) / 48; }), {1, 1000},
                                   std::vector{FrameRate{24000, 1001}});
    EXPECT_EQ(slots.rate, (FrameRate{24000, 1001}));
    EXPECT_EQ(slots.steadiness, Steadiness::constant);
    EXPECT_EQ(slots.length.value, 258'900);
}

TEST(FrameSlots, an_unusual_but_constant_rate_stays) {
    const auto slots = lay_on_rate(times(50, [](auto n) { return n * 80; }), {1, 1000}, nothing_told);
    EXPECT_EQ(slots.rate, (FrameRate{25, 2}));
    EXPECT_EQ(slots.steadiness, Steadiness::constant);
}

TEST(FrameSlots, one_frame_takes_the_rate_it_is_told) {
    EXPECT_EQ(lay_on_rate(times(1, [](auto) { return 7; }), {1, 1000}, std::vector{FrameRate{25, 1}}).rate,
              (FrameRate{25, 1}));
    EXPECT_EQ(lay_on_rate(times(1, [](auto) { return 7; }), {1, 1000}, nothing_told).rate.num, 0);
}

TEST(FrameSlots, missing_frames_repeat_the_one_before) {
    // 25 a second, frames 10 to 12 and 40 missing.
    std::vector<std::int64_t> at;
    for (std::int64_t n = 0; n < 60; ++n)
        if ((n < 10 || n > 12) && n != 40) at.push_back(n * 40 + n % 3 * 5);
    const auto slots = lay_on_rate(at, {1, 1000}, nothing_told);
    EXPECT_EQ(slots.steadiness, Steadiness::mapped);
    EXPECT_EQ(slots.rate, (FrameRate{25, 1}));
    EXPECT_EQ(slots.length.value, 60);
    EXPECT_EQ(slots.repeated, 4);
    EXPECT_EQ(slots.left_out, 0);
    ASSERT_EQ(slots.frame_of.size(), 60U);
    for (const int slot : {9, 10, 11, 12})
        EXPECT_EQ(slots.frame_of[static_cast<std::size_t>(slot)], 9) << slot;
    EXPECT_EQ(slots.frame_of[13], 10);
    EXPECT_EQ(slots.frame_of[40], slots.frame_of[39]);
    EXPECT_EQ(slots.frame_of[59], 55);
}

TEST(FrameSlots, a_frame_too_many_is_left_out) {
    auto at = times(500, [](auto n) { return n * 40; });
    at.insert(at.begin() + 101, 100 * 40 + 10); // a second frame in slot 100
    const auto slots = lay_on_rate(at, {1, 1000}, nothing_told);
    EXPECT_EQ(slots.steadiness, Steadiness::mapped);
    EXPECT_EQ(slots.left_out, 1);
    EXPECT_EQ(slots.length.value, 500);
    EXPECT_EQ(slots.frame_of[100], 101); // the later one
    EXPECT_EQ(slots.frame_of[101], 102);
}

TEST(FrameSlots, every_mapped_frame_lies_within_half_a_frame_of_its_time) {
    const auto at = times(400, [](auto n) { return n * 3003 + (n * n * 37) % 1400; });
    const auto slots = lay_on_rate(at, {1, 90000}, nothing_told);
    ASSERT_EQ(slots.steadiness, Steadiness::mapped);
    for (std::size_t slot = 0; slot < slots.frame_of.size(); ++slot) {
        const auto frame = static_cast<std::size_t>(slots.frame_of[slot]);
        if (slot > 0 && slots.frame_of[slot - 1] == slots.frame_of[slot]) continue; // repeated
        const double time = static_cast<double>(at[frame] - at.front()) / 90000 *
                            static_cast<double>(slots.rate.num) / static_cast<double>(slots.rate.den);
        EXPECT_LE(std::abs(time - static_cast<double>(slot)), 0.5 + 1e-9) << slot;
    }
}

TEST(FrameSlots, frames_that_crowd_at_no_rate_are_refused) {
    const auto slots = lay_on_rate(times(300, [](auto n) { return n / 10 * 9000 + n % 10 * 300; }),
                                   {1, 90000}, nothing_told);
    EXPECT_EQ(slots.steadiness, Steadiness::none);
    EXPECT_TRUE(slots.frame_of.empty());
}

TEST(FrameSlots, absurd_times_ask_for_no_memory) {
    const std::vector<std::int64_t> at{0, 1, std::int64_t{1} << 59};
    const auto slots = lay_on_rate(at, {1, 25}, nothing_told);
    EXPECT_EQ(slots.steadiness, Steadiness::none);
    EXPECT_TRUE(slots.frame_of.empty());
}

} // namespace
