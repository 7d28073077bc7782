#include "engine/session/transfer/time_map.h"

#include <gtest/gtest.h>

namespace {

using namespace dub;
using namespace dub::session;

Info info_of(std::string_view fps, std::int64_t hz, std::string_view start = "01:00:00:00") {
    Info info;
    info.rate = {hz};
    info.timecode = *timecode_format(fps);
    info.start = *parse_timecode(start, info.timecode);
    return info;
}

TEST(OnGrid, a_position_changes_grids_to_the_nearest_sample) {
    EXPECT_EQ(on_grid({44100 * 3600}, {44100}, {48000}), SamplePos{48000 * 3600LL});
    EXPECT_EQ(on_grid({1}, {44100}, {48000}), SamplePos{1}); // 1.088
    EXPECT_EQ(on_grid({147}, {44100}, {48000}), SamplePos{160});
    EXPECT_EQ(on_grid({3}, {96000}, {48000}), SamplePos{2});   // 1.5 goes up
    EXPECT_EQ(on_grid({-3}, {96000}, {48000}), SamplePos{-1}); // and so does -1.5
    EXPECT_EQ(on_grid({12345}, {48000}, {48000}), SamplePos{12345});
    // A day at the highest rate: no overflow on the way.
    EXPECT_EQ(on_grid({86400LL * 768000}, {768000}, {48000}), SamplePos{86400LL * 48000});
}

TEST(TimeMap, without_an_offset_timecode_and_sample_stay) {
    const TimeMap map(info_of("23.976", 48000), info_of("23.976", 48000, "10:00:00:00"));
    EXPECT_EQ(map(SamplePos{172972801}), SamplePos{172972801});
    EXPECT_EQ(map(FramePos{86401}), FramePos{86401});
    EXPECT_TRUE(map.keeps_frame_edges());
}

TEST(TimeMap, an_offset_moves_the_start_and_keeps_distances) {
    const Info from = info_of("24", 48000);
    const Info onto = info_of("24", 96000);
    const TimeMap map(from, onto, *parse_timecode("02:00:00:12", onto.timecode));
    EXPECT_EQ(map(from.start), *parse_timecode("02:00:00:12", onto.timecode));
    EXPECT_EQ(map(SamplePos{48000 * 3601LL}), SamplePos{96000 * 7201LL + 48000});
    EXPECT_FALSE(map.same_rate());
}

TEST(TimeMap, at_2997_only_every_fifth_frame_is_a_whole_number_of_samples_away) {
    const Info info = info_of("29.97", 48000);
    EXPECT_TRUE(TimeMap(info, info, info.start + FrameCount{5}).keeps_frame_edges());
    EXPECT_FALSE(TimeMap(info, info, info.start + FrameCount{1}).keeps_frame_edges());
}

} // namespace
