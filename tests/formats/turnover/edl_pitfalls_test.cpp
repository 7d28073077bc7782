// What real lists do that the grammar does not promise: one row each, with the events that come of it.
#include <gtest/gtest.h>

#include "formats/turnover/edl/edl.h"
#include "tests/formats/turnover/edl_table.h"

namespace dub::test {
namespace {

struct Pitfall {
    std::string_view what, text, events, codes;
    std::string_view rate = "25";
};

const std::vector<Pitfall>& pitfalls() {
    using namespace std::string_view_literals;
    static const std::vector<Pitfall> rows{
        {"gaps stay gaps",
         "001 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 A V C 00:00:05:00 00:00:06:00 01:00:03:00 01:00:04:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V clip 01:00:03:00 01:00:04:00 00:00:05:00 00:00:06:00 'A' on 'A'\n",
         ""},
        {"overlaps are kept as written",
         "001 A V C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n"
         "002 B V C 00:00:00:00 00:00:02:00 01:00:01:00 01:00:03:00\n",
         "V clip 01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:03:00 00:00:00:00 00:00:02:00 'B' on 'B'\n",
         "edl.overlap "},
        {"events out of order are sorted",
         "002 B V C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n"
         "001 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00 'B' on 'B'\n",
         "edl.out-of-order "},
        {"line ends are mixed, tabs are blanks, a byte order mark stands in front, padding follows",
         "\xEF\xBB\xBFTITLE: x\r\rFCM: NON-DROP FRAME\r\n001\tA\tV\tC\t00:00:00:00 00:00:01:00 01:00:00:00 "
         "01:00:01:00\r"
         "* FROM CLIP NAME: one\n\n002  A  V  C  00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n\x1A\x1A\0\0"sv,
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'one' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00 'A' on 'A'\n",
         ""},
        {"an event without length", "001 A V C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\n",
         "V clip 01:00:00:00 01:00:00:00 00:00:00:00 00:00:00:00 'A' on 'A'\n", "edl.no-length@line 1 "},
        {"lengths that differ without a speed", "001 A V C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:01:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:02:00 'A' on 'A'\n", "edl.lengths-differ@line 1 "},
        {"the record passes midnight, then goes on",
         "001 A V C 00:00:00:00 00:00:02:00 23:59:59:00 00:00:01:00\n"
         "002 A V C 23:59:59:00 00:00:01:00 00:00:01:00 00:00:03:00\n",
         "V clip 23:59:59:00 24:00:01:00 00:00:00:00 00:00:02:00 'A' on 'A'\n"
         "V clip 24:00:01:00 24:00:03:00 23:59:59:00 24:00:01:00 'A' on 'A'\n",
         "edl.past-midnight@line 2 "},
        {"a reel named like a channel, one with blanks, none",
         "001 V V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 my reel 2 A2 C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "003 A3 C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: x\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'V' on 'V'\n"
         "A2 clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'my reel 2' on 'my reel 2'\n"
         "A3 clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'x'\n",
         ""},
        {"event numbers beyond 999, and a circled take",
         "001000 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n*FROM CLIP NAME:  92-2A*\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 '92-2A*' on 'A'\n", ""},
        {"a record that ends before it begins",
         "001 BL A C 00:00:00:00 00:00:01:19 00:00:14:06 00:00:00:00\n",
         "A1 black 00:00:14:06 00:00:16:00 00:00:00:00 00:00:01:19 'BL'\n", "edl.record-time@line 1 "},
        {"AUD names the channels of the event above, after its comments too",
         "001 A NONE C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: x\nAUD  3    4\n",
         "A3 clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 ch3 'x' on 'A'\n"
         "A4 clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 ch4 'x' on 'A'\n",
         ""},
        {"NONE without AUD is where there is room, so that nothing covers another",
         "001 A NONE C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n"
         "002 B NONE C 00:00:00:00 00:00:02:00 01:00:01:00 01:00:03:00\n"
         "003 B NONE C 00:00:02:00 00:00:02:00 01:00:03:00 01:00:03:00\n"
         "003 A NONE D 010 00:00:02:00 00:00:03:00 01:00:03:00 01:00:04:00\n",
         "NONE clip 01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00 'A' on 'A'\n"
         "NONE 2 clip 01:00:01:00 01:00:03:00 00:00:00:00 00:00:02:00 'B' on 'B'\n"
         "NONE 2 outgoing 01:00:03:00 01:00:03:00 00:00:02:00 00:00:02:00 out=10 'B' on 'B'\n"
         "NONE 2 clip 01:00:03:00 01:00:04:00 00:00:02:00 00:00:03:00 in=10 'A' on 'A'\n",
         "edl.channel-unknown@line 1 edl.channel-unknown@line 2 edl.channel-unknown@line 3 "
         "edl.channel-unknown@line 4 "},
        {"NONE without AUD is on a track of its own",
         "001 A NONE C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n",
         "NONE clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n",
         "edl.channel-unknown@line 1 "},
        {"B is V and A1, AA/V three tracks, V2 another picture",
         "001 A B C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 A AA/V C 00:00:01:00 00:00:02:00 01:00:01:00 01:00:02:00\n"
         "003 A V2 C 00:00:01:00 00:00:02:00 01:00:01:00 01:00:02:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:01:00 00:00:02:00 'A' on 'A'\n"
         "V2 clip 01:00:01:00 01:00:02:00 00:00:01:00 00:00:02:00 'A' on 'A'\n"
         "A1 clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "A1 clip 01:00:01:00 01:00:02:00 00:00:01:00 00:00:02:00 ch1 'A' on 'A'\n"
         "A2 clip 01:00:01:00 01:00:02:00 00:00:01:00 00:00:02:00 ch2 'A' on 'A'\n",
         ""},
        {"both halves of a dissolve, and what they are called",
         "001 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 A V C 00:00:01:00 00:00:01:00 01:00:01:00 01:00:01:00\n"
         "002 B V D 010 00:00:08:00 00:00:09:00 01:00:01:00 01:00:02:00\n"
         "EFFECTS NAME IS CROSS DISSOLVE\n* FROM CLIP NAME: a\n* TO CLIP NAME: b\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V outgoing 01:00:01:00 01:00:01:00 00:00:01:00 00:00:01:00 out=10 'a' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:08:00 00:00:09:00 in=10 'b' on 'B'\n",
         ""},
        {"FCM between the halves; a wipe on sound is a cross-fade",
         "003 BL A C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\nFCM: NON-DROP FRAME\n"
         "003 R1 A W001 012 10:00:00:00 10:00:02:00 01:00:00:00 01:00:02:00\n"
         "EFFECTS NAME IS Constant Power\n* FROM CLIP NAME: BL\n* TO CLIP NAME: x.WAV\n",
         "A1 outgoing 01:00:00:00 01:00:00:00 00:00:00:00 00:00:00:00 out=12 'BL'\n"
         "A1 clip 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00 in=12 'x.WAV' on 'R1'\n",
         ""},
        {"a wipe of pictures is a dissolve, and said to be",
         "002 A V C 00:00:01:00 00:00:01:00 01:00:01:00 01:00:01:00\n"
         "002 B V W001 010 00:00:08:00 00:00:09:00 01:00:01:00 01:00:02:00\n",
         "V outgoing 01:00:01:00 01:00:01:00 00:00:01:00 00:00:01:00 out=10 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:08:00 00:00:09:00 in=10 'B' on 'B'\n",
         "edl.wipe@line 2 "},
        {"a dissolve of no length is a cut, one longer than its event is cut to it",
         "001 A V D 000 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 A V D 030 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00 in=25 'A' on 'A'\n",
         "edl.dissolve-too-long@line 2 "},
        {"keys: background and foreground",
         "002 AX V K B 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 AX V K 000 00:00:03:00 00:00:04:00 01:00:00:00 01:00:01:00\n"
         "* FROM CLIP NAME: back\n* KEY CLIP NAME: front\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'back'\n"
         "V key 01:00:00:00 01:00:01:00 00:00:03:00 00:00:04:00 'front'\n",
         ""},
        {"M2 where the source is as long as it plays, and where it is as long as the record",
         "001 A V C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:01:00\nM2 A 050.0 00:00:00:00\n"
         "002 A V C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\nM2 A 12.5 00:00:00:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:02:00 speed=2/1 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:00:12+1/2 speed=1/2 'A' on 'A'\n",
         ""},
        {"M2 backwards begins at the source in; a freeze stands; of a pair M2 names the reel",
         "001 A V C 00:00:10:00 00:00:11:00 01:00:00:00 01:00:01:00\nM2 A -025.0 00:00:10:00\n"
         "002 A V C 00:00:09:00 00:00:09:00 01:00:01:00 01:00:01:00\n"
         "002 B V D 010 00:00:08:00 00:00:09:00 01:00:01:00 01:00:02:00\nM2 A -025.0 00:00:09:00\n"
         "003 A V C 00:00:10:00 00:00:10:01 01:00:02:00 01:00:03:00\nM2 A 000.0 00:00:10:00\n* * FREEZE "
         "FRAME\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:09:01 00:00:10:01 speed=-1/1 'A' on 'A'\n"
         "V outgoing 01:00:01:00 01:00:01:00 00:00:09:01 00:00:09:01 out=10 speed=-1/1 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:08:00 00:00:09:00 in=10 'B' on 'B'\n"
         "V clip 01:00:02:00 01:00:03:00 00:00:10:00 00:00:10:01 speed=0/1 'A' on 'A'\n",
         ""},
        {"whole names of reels: a comment, Final Cut Pro, a table, the copy for a dissolve",
         "001 FKI_LEAD V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n*SOURCE FILE: FKI_LEADER_HEAD\n"
         "002 002 V C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\nFINAL CUT PRO REEL: TAPE TWO REPLACED "
         "BY: 002\n"
         "003 003 V C 00:00:00:00 00:00:01:00 01:00:02:00 01:00:03:00\n"
         "004 003 V C 00:00:01:00 00:00:01:00 01:00:03:00 01:00:03:00\n"
         "004 003B V D 010 00:00:05:00 00:00:06:00 01:00:03:00 01:00:04:00\n"
         "005 002B V C 00:00:00:00 00:00:01:00 01:00:04:00 01:00:05:00\n>>> SOURCE A_LONG.MOV      -> 003\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'FKI_LEAD' on 'FKI_LEADER_HEAD'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00 '002' on 'TAPE TWO'\n"
         "V clip 01:00:02:00 01:00:03:00 00:00:00:00 00:00:01:00 '003' on 'A_LONG.MOV'\n"
         "V outgoing 01:00:03:00 01:00:03:00 00:00:01:00 00:00:01:00 out=10 '003' on 'A_LONG.MOV'\n"
         "V clip 01:00:03:00 01:00:04:00 00:00:05:00 00:00:06:00 in=10 '003B' on 'A_LONG.MOV'\n"
         "V clip 01:00:04:00 01:00:05:00 00:00:00:00 00:00:01:00 '002B' on '002B'\n",
         "edl.b-roll@line 7 "},
        {"levels of one channel, and a patch from another",
         "001 AX A3 C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "* AUDIO LEVEL AT 00:00:00:00 IS -6.00 DB  (REEL AX A3)\n* PATCH REEL: FROM SOURCE 1 TO RECORD 3\n",
         "A3 clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 gain=-6.00 ch1 'AX'\n", ""},
        {"a time that cannot be read costs neither the event nor the list",
         "001 A V C 00:00:0x:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 A V C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:61:00\n"
         "003 A V C 00:00:00:00 00:00:01:00 ??:??:??:?? ??:??:??:??\n"
         "004 A V C 00:00:00:00 00:00:01:00 01:00:04:00 01:00:05:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V clip 01:00:02:00 01:00:02:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "V clip 01:00:04:00 01:00:05:00 00:00:00:00 00:00:01:00 'A' on 'A'\n",
         "edl.source-time@line 1 edl.record-time@line 2 edl.record-time@line 3 edl.lengths-differ@line 3 "
         "edl.no-length@line 3 "},
        {"a line like an event that is none is named",
         "001 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 A something 01:00:00:00 else\n3 DIGITS\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n",
         "edl.event-unread@line 2 edl.lines-ignored@line 3 "},
        {"no transition, no channel",
         "001 A V 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
         "002 A C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'A' on 'A'\n"
         "A1 clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00 ''\n",
         "edl.event-odd@line 1 "},
        {"frame numbers instead of source times",
         "001 AX V C 1009  1034  00:00:00:00 00:00:01:00\n"
         "* LOC: 1010 YELLOW  X\n",
         "V clip 00:00:00:00 00:00:01:00 00:00:40:09 00:00:41:09 'AX'\n", ""},
        {"times without blanks or colons",
         "001 AX V C 00:00:00:0000:00:01:0001:00:00:0001:00:01:00\n"
         "002 AX V C 00000000 00000100 01000100 01000200\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'AX'\n"
         "V clip 01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00 'AX'\n",
         ""},
        {"bytes of an old Macintosh and of Windows",
         "001 AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\r"
         "* FROM CLIP NAME: Caf\x8E\r",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'Café'\n", "text.encoding@line 2 "},
        {"bytes of Windows",
         "001 AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\r\n"
         "* FROM CLIP NAME: Caf\xE9\x85\r\n",
         "V clip 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00 'Café…'\n", "text.encoding@line 2 "},
        {"drop-frame labels that do not exist",
         "FCM: DROP FRAME\n"
         "001 A V C 00:00:00:00 00:00:00:02 01:00:59:28 01:01:00:00\n"
         "002 A V C 00:10:00:00 00:10:01:00 01:01:00:02 01:01:01:02\n",
         "V clip 01:00:59;28 01:01:00;02 00:00:00;00 00:00:00;02 'A' on 'A'\n"
         "V clip 01:01:00;02 01:01:01;02 00:10:00;00 00:10:01;00 'A' on 'A'\n",
         "edl.dropped-label@line 2 ", "29.97"},
        {"';' marks the source alone, whatever FCM says",
         "FCM: NON-DROP FRAME\nFCM: DROP FRAME\n"
         "001 A V C 00;01;00;02 00;01;01;02 01:01:00:00 01:01:01:00\n",
         "V clip 01:01:00:00 01:01:01:00 00:01:00;02 00:01:01;02 'A' on 'A'\n", "", "29.97"},
    };
    return rows;
}

TEST(EdlPitfalls, each_gives_its_events_and_its_doubts) {
    for (const Pitfall& row : pitfalls()) {
        turnover::ReadOptions options;
        options.timecode = timecode_format(row.rate).value();
        const auto list = turnover::edl::parse_edl(row.text, "list.edl", options);
        ASSERT_TRUE(list) << row.what << list.error().text();
        EXPECT_EQ(table(*list), row.events) << row.what;
        EXPECT_EQ(codes(*list), row.codes) << row.what;
    }
}

std::string list_of(std::size_t events, std::int64_t nominal) {
    std::string text = "TITLE: x\n";
    const TimecodeFormat format{{nominal, 1}, nominal, DropFrame::no};
    for (std::size_t i = 0; i < events; ++i) {
        const auto at = [&](std::size_t n) {
            return to_timecode({static_cast<std::int64_t>(n * 7)}, format);
        };
        text += fmt::format("{:03} A V C {} {} {} {}\n", i + 1, at(i), at(i + 1), at(i), at(i + 1));
    }
    return text;
}

struct RateRow {
    std::string text;
    std::string_view rate;
    conform::RateIs is;
};

TEST(EdlRate, is_guessed_from_enough_frame_numbers) {
    using conform::RateIs;
    const std::vector<RateRow> rows{
        {list_of(300, 24), "24", RateIs::guessed},
        {list_of(20, 24), "24", RateIs::unknown}, // 25 would often miss its last frame in so few
        {list_of(100, 25), "25", RateIs::guessed},
        {list_of(100, 30), "29.97", RateIs::guessed},
        {"FCM: DROP FRAME\n" + list_of(3, 24), "29.97df", RateIs::guessed},
        {list_of(100, 50), "50", RateIs::guessed},
        {list_of(100, 60), "59.94", RateIs::guessed},
        {"FCM: DROP FRAME\n" + list_of(100, 60), "59.94df", RateIs::guessed},
        // One label in more than two hundred at the rate of a source.
        {list_of(300, 24) + "301 A V C 00:00:36:12 00:00:37:42 02:00:00:00 02:00:01:00\n", "24",
         RateIs::guessed},
    };
    for (const RateRow& row : rows) {
        const auto list = turnover::edl::parse_edl(row.text, "list.edl", {});
        ASSERT_TRUE(list);
        EXPECT_EQ(name_of(list->timecode), row.rate) << row.text.substr(0, 80);
        EXPECT_EQ(list->rate, row.is) << row.text.substr(0, 80);
    }
}

TEST(EdlRate, that_was_asked_for_and_has_too_few_frames_is_refused_by_line) {
    turnover::ReadOptions options;
    options.timecode = timecode_format("24").value();
    const auto list = turnover::edl::parse_edl(list_of(100, 25), "reel 1.edl", options);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, ErrorCode::unfit);
    EXPECT_NE(list.error().sentence.find("reel 1.edl, line "), std::string::npos) << list.error().sentence;
    options.timecode = timecode_format("23.976").value();
    const auto other = turnover::edl::parse_edl(list_of(100, 24), "reel 1.edl", options);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->rate, conform::RateIs::told);
    EXPECT_EQ(other->tracks[0].events[1].record.start, (Rational{7 * 1001, 24000}));
}

TEST(EdlEffects, are_kept_by_name_where_they_are_no_dissolve) {
    const auto list = turnover::edl::parse_edl(
        "001 A V D 010 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\nEFFECTS NAME IS CROSS DISSOLVE\n"
        "* EFFECT NAME: PAGE PEEL\nEFFECTS NAME IS W001\n",
        "x.edl", {timecode_format("25").value(), ""});
    ASSERT_TRUE(list);
    EXPECT_EQ(list->tracks.at(0).events.at(0).effects, std::vector<std::string>{"PAGE PEEL"});
    EXPECT_EQ(codes(*list), "edl.effects@line 1 ");
}

TEST(EdlMarkers, are_at_record_times_and_of_source_frames) {
    const auto list = turnover::edl::parse_edl(
        "001 AX V C 1009 1034 00:00:10:00 00:00:11:00\n* LOC: 1010 YELLOW  one\n* LOC: 00:00:10:20 red two\n",
        "x.edl", {timecode_format("25").value(), ""});
    ASSERT_TRUE(list);
    ASSERT_EQ(list->markers.size(), 2U);
    EXPECT_EQ(label(list->markers[0].at, list->timecode), "00:00:10:01");
    EXPECT_EQ(list->markers[0].name, "one");
    EXPECT_EQ(list->markers[0].colour, "YELLOW");
    EXPECT_EQ(label(list->markers[1].at, list->timecode), "00:00:10:20");
}

TEST(EdlSniff, takes_lists_and_no_prose) {
    const auto takes = [](std::string_view head, const char* name) {
        return turnover::edl::sniff(head, name);
    };
    EXPECT_TRUE(takes("TITLE: x\nFCM: DROP FRAME\n", "x.txt"));
    EXPECT_TRUE(takes("001 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n", "x"));
    EXPECT_TRUE(
        takes("* made by hand\n001 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n", "x.EDL"));
    EXPECT_FALSE(takes("# EDL reader\n\n    001 A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n",
                       "README.txt"));
    EXPECT_FALSE(takes("TITLE: A play in three acts\nScene one.\n", "play.txt"));
    EXPECT_FALSE(takes("<?xml version=\"1.0\"?><xmeml/>", "x.edl"));
    EXPECT_FALSE(takes("", "x.edl"));
}

TEST(EdlEmpty, is_an_error_when_nothing_of_a_list_is_there) {
    EXPECT_FALSE(turnover::edl::parse_edl("hello\n", "x.edl", {}));
    const auto head = turnover::edl::parse_edl("TITLE: x\nFCM: NON-DROP FRAME\n", "x.edl", {});
    ASSERT_TRUE(head);
    EXPECT_TRUE(head->tracks.empty());
}

} // namespace
} // namespace dub::test
