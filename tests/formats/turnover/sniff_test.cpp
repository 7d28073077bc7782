// Which reader takes which text, and that none takes what only looks a little like a list.
#include <gtest/gtest.h>

#include "formats/turnover/format.h"

namespace dub::test {
namespace {

struct Sniffed {
    std::string_view name, head, format;
};

TEST(TurnoverSniff, each_text_is_taken_by_its_reader_or_by_none) {
    using namespace std::string_view_literals;
    const std::vector<Sniffed> rows{
        {"a.edl", "TITLE: x\nFCM: NON-DROP FRAME\n", "edl"},
        {"a.txt", "TITLE: x\nFCM: NON-DROP FRAME\n", "edl"},
        {"a.txt", "\xFF\xFET\0I\0T\0L\0E\0:\0 \0x\0\n\0F\0C\0M\0:\0 \0N\0\n\0"sv, "edl"},
        {"a.ale", "Heading\nFIELD_DELIM\tTABS\nFPS\t24\n\nColumn\nName\n\nData\nx\n", "ale"},
        {"a.txt", "SESSION NAME:\tx\nSAMPLE RATE:\t48000.000000\nBIT DEPTH:\t24-bit\n", "pt-text"},
        {"a.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE xmeml>\n<xmeml version=\"4\"></xmeml>", "xmeml"},
        {"a.fcpxml", "<?xml version=\"1.0\"?>\n<fcpxml version=\"1.9\"></fcpxml>", "fcpxml"},
        {"a.otio", "{\"OTIO_SCHEMA\": \"Timeline.1\", \"tracks\": {}}", "otio"},
        {"README.txt",
         "Reading EDLs\n============\n001  AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n", ""},
        {"README.md", "# ALE\nHeading\nColumn\nData\n", ""},
        {"notes.txt", "TITLE: The long goodbye\nA film.\n", ""},
        {"notes.txt", "SESSION NAME: tonight\nSAMPLE RATE: high\n", ""},
        {"subtitles.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello.\n", ""},
        {"cues.csv", "Reel,In,Out\n1,01:00:00:00,01:00:01:00\n", ""},
        {"player.edl", "0.0 5.2 0\n15.0 16.0 1\n", ""},
        {"page.html", "<!DOCTYPE html><html><body>xmeml</body></html>", ""},
        {"data.json", "{\"timeline\": []}", ""},
        {"binary.edl", "\0\1\2\3\4\5\6\7"sv, ""},
    };
    for (const Sniffed& row : rows) {
        const auto* const format = turnover::format_of(row.head, row.name);
        EXPECT_EQ(format ? format->id : "", row.format) << row.name << ": " << row.head;
    }
}

} // namespace
} // namespace dub::test
