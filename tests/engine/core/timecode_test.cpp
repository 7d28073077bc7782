#include "engine/core/timecode.h"

#include <gtest/gtest.h>

namespace dub {
namespace {

TimecodeFormat format(std::string_view name) { return *timecode_format(name); }

TEST(Timecode, every_label_of_a_day_is_parsed_back_to_its_frame) {
    for (const auto& known : timecode_formats()) {
        const std::int64_t frames = parse_timecode("24:00:00:00", known.format)->value;
        for (std::int64_t f = 0; f < frames; f += 7) {
            const auto text = to_timecode({f}, known.format);
            const auto back = parse_timecode(text, known.format);
            ASSERT_TRUE(back) << known.name << " " << text;
            ASSERT_EQ(back->value, f) << known.name << " " << text;
        }
    }
}

// SMPTE ST 12-1: 2 labels a minute dropped but for each tenth, so an hour has 107892 frames at 29.97.
TEST(Timecode, drop_frame_counts_as_the_standard_says) {
    const auto df = format("29.97df");
    EXPECT_EQ(to_timecode({1799}, df), "00:00:59;29");
    EXPECT_EQ(to_timecode({1800}, df), "00:01:00;02");
    EXPECT_EQ(to_timecode({17982}, df), "00:10:00;00");
    EXPECT_EQ(parse_timecode("01:00:00;00", df)->value, 107892);
    EXPECT_EQ(parse_timecode("01:00:00;00", format("59.94df"))->value, 215784);
    EXPECT_EQ(to_timecode({3600}, format("59.94df")), "00:01:00;04");
}

TEST(Timecode, a_dropped_label_is_refused) {
    const auto result = parse_timecode("00:01:00;00", format("29.97df"));
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().sentence.find("00:01:00;00"), std::string::npos);
    EXPECT_TRUE(parse_timecode("00:10:00;00", format("29.97df")));
}

TEST(Timecode, what_is_no_label_is_refused) {
    for (const char* text : {"", "1", "01:00:00", "01:00:00:24", "01:60:00:00", "01:00:60:00", "aa:00:00:00",
                             "01:00:00:00x", "01 00 00 00", "99999:00:00:00", "01:-1:00:00"})
        EXPECT_FALSE(parse_timecode(text, format("24"))) << text;
}

TEST(Timecode, negative_positions_and_days_are_not_wrapped) {
    EXPECT_EQ(to_timecode({-1}, format("24")), "-00:00:00:01");
    EXPECT_EQ(parse_timecode("-00:00:00:01", format("24"))->value, -1);
    EXPECT_EQ(to_timecode({24 * 90000}, format("24")), "25:00:00:00");
}

TEST(Timecode, rates_have_names_and_aliases) {
    EXPECT_EQ(format("23.98"), format("23.976"));
    EXPECT_EQ(format("24000/1001"), format("23.976"));
    EXPECT_EQ(name_of(format("59.94df")), "59.94df");
    EXPECT_FALSE(timecode_format("23"));
    EXPECT_EQ(timecode_format("23").error().code, ErrorCode::usage);
}

TEST(Timecode, a_day_ends_where_the_label_of_the_next_begins) {
    EXPECT_EQ(frames_per_day(format("29.97df")).value, 2'589'408); // ST 12-1: 107,892 an hour
    EXPECT_EQ(frames_per_day(format("23.976")).value, 2'073'600);
    for (const auto& known : timecode_formats())
        EXPECT_EQ(to_timecode(FramePos{} + frames_per_day(known.format), known.format),
                  known.format.drop == DropFrame::yes ? "24:00:00;00" : "24:00:00:00")
            << known.name;
}

TEST(Feet, sixteen_frames_are_a_foot) {
    EXPECT_EQ(to_feet({100 + 16 * 12 + 3}, {100}), "12+03");
    EXPECT_EQ(to_feet({99}, {100}), "-0+01");
    EXPECT_EQ(parse_feet("12+03", {100})->value, 100 + 16 * 12 + 3);
    EXPECT_EQ(parse_feet("-0+01", {100})->value, 99);
    for (const char* text : {"", "12", "12+16", "+1", "1+", "a+0", "1+1x"})
        EXPECT_FALSE(parse_feet(text, {0})) << text;
}

} // namespace
} // namespace dub
