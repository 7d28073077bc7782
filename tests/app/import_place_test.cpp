#include "app/jobs/import_place.h"

#include <gtest/gtest.h>

namespace {

using namespace dub;
using namespace dub::app;

session::Session session_of(std::string_view fps) {
    session::Info info;
    info.timecode = *timecode_format(fps);
    info.start = *parse_timecode("01:00:00:00", info.timecode);
    info.home = *layout_named("5.1");
    return session::new_session(info);
}

media::SoundStream stamped(std::int64_t sample, std::int64_t hz) {
    media::SoundStream sound;
    sound.format.rate = {hz};
    sound.timestamp = SamplePos{sample};
    return sound;
}

TEST(ImportPlace, a_stamp_of_zero_in_a_session_of_one_hour_was_never_set) {
    const auto session = session_of("24");
    Diagnostics told;
    EXPECT_EQ(own_place(session, stamped(0, 48000), "a.wav", told), SamplePos{48000 * 3600LL});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().code, "import.stamp-unset");
}

TEST(ImportPlace, a_stamp_before_the_session_is_believed_and_told) {
    const auto session = session_of("24");
    Diagnostics told;
    EXPECT_EQ(own_place(session, stamped(48000, 48000), "a.wav", told), SamplePos{48000});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().code, "import.before-start");
}

TEST(ImportPlace, a_sound_without_a_stamp_begins_with_the_session) {
    const auto session = session_of("23.976");
    media::SoundStream sound;
    Diagnostics told;
    EXPECT_EQ(own_place(session, sound, "a.wav", told), SamplePos{172'972'800});
    EXPECT_TRUE(told.empty());
}

TEST(ImportPlace, a_picture_of_the_sessions_rate_covers_its_own_frames) {
    const auto session = session_of("29.97df");
    media::PictureStream picture;
    picture.rate = {30000, 1001};
    picture.length = {17982};
    Diagnostics told;
    EXPECT_EQ(session_frames(session, picture, "cut.mov", told), FrameCount{17982});
    EXPECT_TRUE(told.empty());
}

TEST(ImportPlace, a_picture_of_another_rate_covers_the_same_time_and_is_told) {
    const auto session = session_of("24");
    media::PictureStream picture;
    picture.rate = {25, 1};
    picture.length = {250};
    Diagnostics told;
    EXPECT_EQ(session_frames(session, picture, "cut.mov", told), FrameCount{240});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().code, "import.picture-rate");
}

TEST(ImportPlace, a_track_has_the_usual_order_whatever_the_files) {
    using enum Speaker;
    EXPECT_EQ(track_layout(Layout{L, R, C, LFE, Lrs, Rrs, Lss, Rss}), *layout_named("7.1"));
    EXPECT_EQ(track_layout(Layout{L, C, R, Ls, Rs, LFE}), *layout_named("5.1"));
}

} // namespace
