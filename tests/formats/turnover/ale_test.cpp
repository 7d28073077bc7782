// Avid log exchange: what is known of each recording.
#include <gtest/gtest.h>

#include "formats/turnover/text/ale.h"

namespace dub::test {
namespace {

conform::Turnover read(std::string_view text) {
    auto list = turnover::ale::parse_ale(text, "dailies.ale", {});
    EXPECT_TRUE(list) << list.error().text();
    return list ? std::move(*list) : conform::Turnover{};
}

std::string shown(const conform::Source& source) {
    std::string text = fmt::format("{}|{}|{}|{}|", source.name, source.tape, source.scene, source.take);
    if (source.start) text += to_timecode(*source.start, *source.timecode);
    text += '|';
    if (source.length) text += fmt::format("{}/{}", source.length->num(), source.length->den());
    text += fmt::format("|{}{}", source.moving ? "V" : "", source.channels);
    for (const std::string& one : source.locators)
        text += "|" + one;
    return text;
}

constexpr std::string_view head =
    "Heading\nFIELD_DELIM\tTABS\nVIDEO_FORMAT\t1080\nAUDIO_FORMAT\t48khz\nFPS\t24\n\n";

struct AleRow {
    std::string_view what, text, source;
};

TEST(Ale, rows_are_recordings) {
    const std::vector<AleRow> rows{
        {"the usual",
         "Column\nName\tTracks\tStart\tEnd\tTape\tScene\tTake\n\nData\n5A-1\tVA1A2\t01:00:00:00\t01:00:02:"
         "00\tA001\t5A\t1\n",
         "5A-1|A001|5A|1|01:00:00:00|2/1|V2"},
        {"blank lines, carriage returns, missing cells",
         "\r\nColumn\r\n\r\nName\tStart\tEnd\tTape\r\n\r\nData\r\n\r\n5A-1\t01:00:00:00\r\n",
         "5A-1||||01:00:00:00||0"},
        {"a sound roll where there is no tape", "Column\nName\tSoundroll\tTracks\nData\nT01\tSR018\tA1-4\n",
         "T01|SR018|||||4"},
        {"a rate of its own",
         "Column\nName\tStart\tDuration\tFPS\nData\nx\t00:00:01:00\t00:00:01:00\t23.98\n",
         "x||||00:00:01:00|1001/1000|0"},
        {"paths", "Column\nName\tSource File\tSource Path\nData\nx\tx.mov\t/vol/day 1/\n",
         "x||||||0|/vol/day 1/x.mov|x.mov"},
        {"past midnight", "Column\nName\tStart\tEnd\nData\nx\t23:59:59:00\t00:00:01:00\n",
         "x||||23:59:59:00|2/1|0"},
    };
    for (const AleRow& row : rows) {
        const auto list = read(fmt::format("{}{}", head, row.text));
        ASSERT_EQ(list.sources.size(), 1U) << row.what;
        EXPECT_EQ(shown(list.sources[0]), row.source) << row.what;
        EXPECT_TRUE(list.tracks.empty());
        EXPECT_EQ(list.sources[0].rate->hz, 48000);
    }
}

TEST(Ale, what_has_no_place_stays_as_a_comment_and_doubts_name_their_line) {
    const auto list = read(std::string(head) + "Column\nName\tStart\tSound TC\tDescriptiveName\nData\n"
                                               "x\t01:00:00:30\t02:00:00:00\tboom\tone too many\n");
    EXPECT_EQ(list.sources.at(0).comments, (std::vector<std::pair<std::string, std::string>>{
                                               {"Sound TC", "02:00:00:00"}, {"DescriptiveName", "boom"}}));
    EXPECT_FALSE(list.sources[0].start);
    ASSERT_EQ(list.diagnostics.size(), 2U);
    EXPECT_EQ(list.diagnostics[0].code, "ale.cells");
    EXPECT_EQ(list.diagnostics[0].where, "line 10");
    EXPECT_EQ(list.diagnostics[1].code, "ale.timecode");
}

TEST(Ale, without_a_table_is_an_error_and_other_texts_are_not_taken) {
    EXPECT_FALSE(turnover::ale::parse_ale("Heading\nFPS\t24\n", "x.ale", {}));
    EXPECT_TRUE(turnover::ale::sniff(head, "x.txt"));
    EXPECT_FALSE(turnover::ale::sniff("Heading\n\nA text about headings.\n", "README.txt"));
}

} // namespace
} // namespace dub::test
