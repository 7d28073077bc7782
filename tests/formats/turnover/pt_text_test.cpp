// Session texts of Pro Tools: places in every form, channels of one clip, fades, markers.
#include <gtest/gtest.h>

#include "formats/turnover/text/session_text.h"
#include "formats/turnover/text/session_times.h"
#include "tests/formats/turnover/edl_table.h"

namespace dub::test {
namespace {
using turnover::pt_text::SessionClock;

std::string session(std::string_view start, std::string_view format, std::string_view rest) {
    return fmt::format("SESSION NAME:\tTest\nSAMPLE RATE:\t48000.000000\nBIT DEPTH:\t24-bit\n"
                       "SESSION START TIMECODE:\t{}\nTIMECODE FORMAT:\t{}\n# OF AUDIO TRACKS:\t1\n\n\n{}",
                       start, format, rest);
}

conform::Turnover read(const std::string& text) {
    auto list = turnover::pt_text::parse_session_text(text, "session.txt", {});
    EXPECT_TRUE(list) << list.error().text();
    return list ? std::move(*list) : conform::Turnover{};
}

constexpr std::string_view columns = "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    "
                                     "\tEND TIME      \tDURATION      \tSTATE\n";

std::string track(std::string_view name, std::string_view rows) {
    return fmt::format("TRACK NAME:\t{}\nCOMMENTS:\t\nUSER DELAY:\t0 Samples\nSTATE: \nPLUG-INS: \n{}{}\n\n",
                       name, columns, rows);
}

// One place in all the forms in which Pro Tools wrote it for one session (conform.md 2.5: 23.976, from
// 23:57).
TEST(SessionText, one_place_in_every_form_is_one_place) {
    const SessionClock clock{timecode_format("23.976").value(), {48000}, Rational{86220 * 1001, 1000}};
    const Rational place = clock.start + Rational{401408, 48000};
    const auto near = [&](std::string_view text, Rational within) {
        const auto found = turnover::pt_text::place_of(text, clock);
        ASSERT_TRUE(found) << text;
        const Rational off = *found - place;
        EXPECT_LE(off < Rational{0} ? -off : off, within) << text;
    };
    near("        401408", {});
    near("      0:08.362", Rational{1, 1000});
    near("23:57:08:08.50", Rational{1, 2400});
    near("      12+08.70", Rational{1, 2400});
    EXPECT_FALSE(turnover::pt_text::place_of("      5|1| 696", clock));
    EXPECT_FALSE(turnover::pt_text::place_of("soon", clock));
    // After midnight, in a session that began before it.
    EXPECT_GT(turnover::pt_text::place_of("00:00:10:00", clock).value(), clock.start);
}

struct TextRow {
    std::string_view what;
    std::string text;
    std::string_view events, codes;
};

TEST(SessionText, tracks_hold_their_clips) {
    const std::string listing = "T R A C K  L I S T I N G\n";
    const std::vector<TextRow> rows{
        {"a clip, one muted",
         listing +
             track("Audio 1",
                   "1       \t1       \tOne       \t   01:00:00:00\t   01:00:05:00\t   00:00:05:00\tUnmuted\n"
                   "1       \t2       \tTwo\t   01:00:05:00\t   01:00:06:00\t   00:00:01:00\tMuted\n"),
         "Audio 1 clip 01:00:00:00 01:00:05:00 00:00:00:00 00:00:05:00 'One'\n"
         "Audio 1 clip 01:00:05:00 01:00:06:00 00:00:00:00 00:00:01:00 'Two'\n",
         "pt-text.no-timestamps "},
        {"the channels of one clip are one event, from the channels of its file",
         "O N L I N E  C L I P S  I N  S E S S I O N\nCLIP NAME\tSource "
         "File\nX.L\tX.wav\t[1]\nX.R\tX.wav\t[2]\n\n" +
             listing +
             track("Stereo", "1\t1\tX.L\t01:00:00:00\t01:00:05:00\t00:00:05:00\tUnmuted\n\n\n"
                             "2\t1\tX.R\t01:00:00:00\t01:00:05:00\t00:00:05:00\tUnmuted\n"),
         "Stereo clip 01:00:00:00 01:00:05:00 00:00:00:00 00:00:05:00 ch1 ch2 'X'\n",
         "pt-text.no-timestamps "},
        {"fades belong to the clip beside them, a cross-fade to both",
         listing + track("A", "1\t1\t(fade in)\t01:00:00:00\t01:00:00:05\t00:00:00:05\tUnmuted\n"
                              "1\t2\tX\t01:00:00:05\t01:00:02:00\t00:00:01:20\tUnmuted\n"
                              "1\t3\t(cross fade)\t01:00:02:00\t01:00:02:10\t00:00:00:10\tUnmuted\n"
                              "1\t4\tY\t01:00:02:10\t01:00:04:00\t00:00:01:15\tUnmuted\n"
                              "1\t5\t(fade out)\t01:00:04:00\t01:00:04:01\t00:00:00:01\tUnmuted\n"),
         "A clip 01:00:00:00 01:00:02:10 00:00:00:00 00:00:02:10 in=5 out=10 'X'\n"
         "A clip 01:00:02:00 01:00:04:01 00:00:00:00 00:00:02:01 in=10 out=1 'Y'\n",
         "pt-text.no-timestamps "},
        {"comments over lines and tabs, names with tabs, sections of other versions",
         "N E W  T H I N G S\nwhatever\n" + listing +
             "TRACK NAME:\tA\nCOMMENTS:\tfirst\nsecond\twith tab\nUSER DELAY:\t0 Samples\nSTATE: Inactive "
             "\n" +
             std::string(columns) + "1\t1\tX\tY\t01:00:00:00\t01:00:01:00\t00:00:01:00\tUnmuted\n",
         "A clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'X\tY'\n",
         "pt-text.section pt-text.comments pt-text.no-timestamps "},
        {"timestamps are the source's timecode",
         listing + "TRACK NAME:\tA\nSTATE: \nCHANNEL \tEVENT   \tCLIP NAME\tSTART TIME    \tEND TIME      "
                   "\tDURATION      "
                   "\tTIMESTAMP         "
                   "\tSTATE\n1\t1\tX\t01:00:00:00\t01:00:01:00\t00:00:01:00\t10:00:00:00\tUnmuted\n",
         "A clip 01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00 'X'\n", ""},
        {"bars and beats are an error, and no guess",
         listing + track("A", "1\t1\tX\t 13|3| 048\t 20|1| 768\t  6|2| 720\tUnmuted\n"), "", "pt-text.bars "},
    };
    for (const TextRow& row : rows) {
        const auto list = read(session("00:59:00:00", "25 Frame", row.text));
        EXPECT_EQ(table(list), row.events) << row.what;
        std::string codes;
        for (const Diagnostic& one : list.diagnostics)
            codes += one.code + ' ';
        EXPECT_EQ(codes, row.codes) << row.what;
    }
    const auto list = read(session("00:59:00:00", "29.97 Drop Frame", rows[0].text));
    EXPECT_EQ(name_of(list.timecode), "29.97df");
    EXPECT_FALSE(list.tracks.at(0).events.at(0).muted);
    EXPECT_TRUE(list.tracks.at(0).events.at(1).muted);
}

TEST(SessionText, markers_of_every_version_have_their_place_and_track) {
    const auto old = read(session(
        "00:59:50:00", "24 Frame",
        "M A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME  \tCOMMENTS\n"
        "1   \t01:00:00:00  \t480000            \tSamples  \tM 1      \tmore\nof it\n"
        "2   \t01:00:01:00  \t3|3               \tTicks    \tM 2      \t\n"));
    ASSERT_EQ(old.markers.size(), 2U);
    EXPECT_EQ(label(old.markers[0].at, old.timecode), "01:00:00:00");
    EXPECT_EQ(old.markers[0].comment, "more\nof it");
    EXPECT_EQ(label(old.markers[1].at, old.timecode), "01:00:01:00");
    const auto rulers = read(session(
        "00:59:50:00", "24 Frame",
        "T R A C K  L I S T I N G\n" + track("Audio 1", "") +
            "M A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME \tTRACK "
            "NAME   "
            "\tTRACK TYPE   \tCOMMENTS\n1   \t01:00:00:00  \t480000 \tSamples  \tM 1 \tMarkers \tRuler \t\n"
            "6   \t01:00:05:00  \t720000 \tSamples  \tM 6 \tAudio 1  \tTrack  \tMore comments\n"));
    ASSERT_EQ(rulers.markers.size(), 2U);
    EXPECT_EQ(rulers.markers[0].track, -1);
    EXPECT_EQ(rulers.markers[1].track, 0);
    EXPECT_EQ(rulers.markers[1].comment, "More comments");
}

TEST(SessionText, is_known_by_its_head) {
    EXPECT_TRUE(turnover::pt_text::sniff(session("00:59:50:00", "24 Frame", ""), "x.txt"));
    EXPECT_FALSE(turnover::pt_text::sniff("SESSION NAME: tonight\nBring a friend.\n", "README.txt"));
    EXPECT_FALSE(turnover::pt_text::parse_session_text("hello\n", "x.txt", {}));
}

} // namespace
} // namespace dub::test
