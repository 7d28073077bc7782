#include <cmath>
#include <cstdint>
#include <set>
#include <unordered_set>

#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "engine/core/diagnostics.h"
#include "engine/core/ids.h"
#include "engine/core/result.h"
#include "engine/core/units.h"

namespace dub {
namespace {

TEST(Units, six_decibels_are_nearly_twice_and_silence_is_minus_infinity) {
    EXPECT_NEAR(to_gain(Db{6.0206}).value, 2.0, 1e-5);
    EXPECT_EQ(to_gain(Db{minus_infinity}).value, 0.0);
    EXPECT_EQ(to_db(LinearGain{0}).value, minus_infinity);
    EXPECT_NEAR(to_db(to_gain(Db{-31.4})).value, -31.4, 1e-12);
}

TEST(Ids, are_written_with_a_letter_and_read_back) {
    EXPECT_EQ(TrackId{17}.text(), "t17");
    EXPECT_EQ(TrackId::parse("t17"), TrackId{17});
    for (const char* bad : {"", "t", "t0", "c17", "t-1", "t1x", "t99999999999999999999"})
        EXPECT_FALSE(TrackId::parse(bad)) << bad;
    EXPECT_FALSE(static_cast<bool>(ClipId{}));
    EXPECT_EQ(std::unordered_set<ClipId>({ClipId{1}, ClipId{1}, ClipId{2}}).size(), 2U);
}

Result<int> half(int n) {
    if (n % 2 != 0) return fail(ErrorCode::invalid, "odd");
    return n / 2;
}
Result<int> quarter(int n) {
    TRY(const int h, half(n));
    TRY(const int q, half(h));
    return q;
}
Result<void> only_even(int n) {
    CHECK(half(n));
    return {};
}

TEST(Result, TRY_binds_the_value_or_passes_the_error_on) {
    EXPECT_EQ(*quarter(12), 3);
    EXPECT_EQ(quarter(6).error().sentence, "odd");
    EXPECT_TRUE(only_even(2));
    EXPECT_FALSE(only_even(3));
    EXPECT_EQ(in_context(quarter(6).error(), "counting").text(), "odd (while counting)");
}

TEST(Diagnostics, an_error_among_them_is_found) {
    Diagnostics list{{Severity::warning, "a", "", ""}};
    EXPECT_FALSE(has_error(list));
    append(list, {{Severity::error, "b", "", ""}});
    EXPECT_TRUE(has_error(list));
    EXPECT_EQ(list.size(), 2U);
}

TEST(AudioBlock, parts_of_parts_look_at_the_same_samples) {
    AudioBuffer buffer(2, 10);
    for (int i = 0; i < 10; ++i)
        buffer.block().channel(1)[static_cast<std::size_t>(i)] = static_cast<float>(i);
    const ConstAudioBlock part = buffer.block().part(2, 6).part(1, 3);
    EXPECT_EQ(part.samples(), 3);
    EXPECT_EQ(part.channel(1)[0], 3.0F);
    EXPECT_EQ(part.channel(0)[2], 0.0F);
}

TEST(AudioBuffer, rows_begin_at_cache_lines_and_not_at_one_place_of_the_cache) {
    AudioBuffer buffer(16, 8192);
    std::set<std::uintptr_t> places;
    for (int c = 0; c < buffer.channels(); ++c) {
        const auto address = reinterpret_cast<std::uintptr_t>(buffer.block().data(c));
        EXPECT_EQ(address % 64, 0U);
        places.insert(address % 4096);
    }
    EXPECT_EQ(places.size(), 16U);
}

} // namespace
} // namespace dub
