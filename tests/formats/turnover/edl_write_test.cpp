// What is written as an EDL is read again as what was heard.
#include <gtest/gtest.h>

#include "engine/conform/settle.h"
#include "formats/turnover/edl/edl.h"
#include "tests/formats/turnover/edl_table.h"

namespace dub::test {
namespace {
using turnover::edl::Reels;

conform::Turnover parsed(std::string_view text, std::string_view rate) {
    auto list = turnover::edl::parse_edl(text, "list.edl", {timecode_format(rate).value(), ""});
    EXPECT_TRUE(list) << list.error().text();
    return list ? std::move(*list) : conform::Turnover{};
}

// Written, read, heard.
std::string again(const conform::Turnover& list, Reels reels) {
    const auto written = turnover::edl::write_edl(list, reels);
    EXPECT_TRUE(written) << written.error().text();
    std::string text;
    for (const auto& one : written->lists)
        text += table(conform::heard(parsed(one.text, name_of(list.timecode))));
    return text;
}

constexpr std::string_view scene =
    "TITLE: scene\nFCM: NON-DROP FRAME\n"
    "001 BL V C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\n"
    "001 A TAPE WITH A LONG NAME V D 010 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00\n* TO CLIP NAME: "
    "one\n"
    "002 A TAPE WITH A LONG NAME V C 10:00:02:00 10:00:02:00 01:00:02:00 01:00:02:00\n"
    "002 A TAPE WITH ANOTHER NAME V D 012 11:00:00:00 11:00:02:00 01:00:02:00 01:00:04:00\n"
    "* FROM CLIP NAME: one\n* TO CLIP NAME: two\n"
    "003 AX V C 00:00:10:00 00:00:12:00 01:00:05:00 01:00:06:00\n* FROM CLIP NAME: fast\nM2 AX 050.0 "
    "00:00:10:00\n"
    "004 AX V C 00:00:10:00 00:00:10:01 01:00:06:00 01:00:07:00\n* FROM CLIP NAME: back\nM2 AX -025.0 "
    "00:00:10:00\n"
    "005 AX V C 00:00:10:00 00:00:10:01 01:00:07:00 01:00:08:00\n* FROM CLIP NAME: still\nM2 AX 000.0 "
    "00:00:10:00\n"
    "006 AX V C 00:00:09:00 00:00:09:00 01:00:08:00 01:00:08:00\n"
    "006 BL V D 025 00:00:00:00 00:00:01:00 01:00:08:00 01:00:09:00\n* FROM CLIP NAME: last\n"
    "* LOC: 01:00:05:00 GREEN here\n";

TEST(EdlWrite, is_read_again_as_it_was_heard) {
    const auto list = parsed(scene, "25");
    const std::string heard = table(conform::heard(list));
    EXPECT_EQ(again(list, Reels::eight), heard);
    EXPECT_EQ(again(list, Reels::thirty_two), heard);
    const auto written = turnover::edl::write_edl(list, Reels::eight).value();
    EXPECT_EQ(written.lists.at(0).name, "V");
    EXPECT_NE(written.lists[0].text.find("* SOURCE FILE: A TAPE WITH ANOTHER NAME"), std::string::npos);
    const auto markers = parsed(written.lists[0].text, "25").markers;
    ASSERT_EQ(markers.size(), 1U);
    EXPECT_EQ(markers[0].name, "here");
}

TEST(EdlWrite, drop_frame_of_record_and_source_is_kept_and_sound_has_a_list_a_track) {
    const auto list = parsed("001 A AA/V C 00:01:00:02 00:01:02:02 01:00:59;00 01:01:01;02\n"
                             "002 B A2 C 00:01:00;02 00:01:02;02 01:02:00;02 01:02:02;02\n"
                             "* AUDIO LEVEL AT 00:01:00;02 IS -6.00 DB  (REEL B A2)\n",
                             "29.97");
    std::string heard = table(conform::heard(list));
    // From which channel a track plays is lost; all else is as it was.
    for (const std::string_view channel : {" ch1", " ch2"})
        for (auto at = heard.find(channel); at != heard.npos; at = heard.find(channel))
            heard.erase(at, channel.size());
    EXPECT_EQ(again(list, Reels::eight), heard);
    EXPECT_EQ(turnover::edl::write_edl(list, Reels::eight)->lists.size(), 3U);
}

TEST(EdlWrite, what_an_edl_cannot_say_is_said) {
    conform::Turnover list = parsed("001 A A C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n", "25");
    conform::ListTrack& track = list.tracks.at(0);
    track.channels = 6;
    track.volume.points = {{Rational{0}, -3}};
    track.events.at(0).gain = Db{-2};
    track.events[0].gain_curve.points = {{Rational{0}, -3}};
    track.events[0].record.end += Rational{1, 48000};
    const auto written = turnover::edl::write_edl(list, Reels::eight).value();
    std::string all;
    for (const Diagnostic& one : written.diagnostics) {
        EXPECT_EQ(one.where, "A1");
        all += one.sentence + '\n';
    }
    for (const std::string_view what :
         {"gain curves", "gains stand", "automation", "6 channels", "nearest frame"})
        EXPECT_NE(all.find(what), std::string::npos) << what << " in\n" << all;
    list.rate = conform::RateIs::unknown;
    EXPECT_EQ(turnover::edl::write_edl(list, Reels::eight).error().code, ErrorCode::unfit);
}

TEST(EdlWrite, reels_that_begin_alike_stay_apart) {
    const auto list = parsed("001 AAAAAAAAAA V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
                             "002 AAAAAAAABB V C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n"
                             "003 BL_A V C 00:00:00:00 00:00:01:00 01:00:02:00 01:00:03:00\n",
                             "25");
    EXPECT_EQ(again(list, Reels::eight), table(conform::heard(list)));
}

} // namespace
} // namespace dub::test
