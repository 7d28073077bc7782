// OTIO, FCP7 XML and FCPXML files of the corpus against the tables of the reference reader.
#include <gtest/gtest.h>

#include "formats/turnover/format.h"
#include "tests/formats/turnover/expected_table.h"

namespace dub {
namespace {

struct Case {
    const char* file;
    std::size_t clips; // rows of the table
    std::size_t differ = 0;
    const char* why = "";
};

TEST(ListCorpus, clips_lie_where_the_reference_reader_says) {
    const auto corpus = test::corpus_turnovers();
    if (corpus.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    const Case cases[] = {
        {"OpenTimelineIO__big_int.otio", 1},
        {"OpenTimelineIO__effects.otio", 37},
        {"OpenTimelineIO__multiple_track.otio", 5, 1,
         "the third track's range begins 7 frames before its clip"},
        {"OpenTimelineIO__nested_example.otio", 4},
        {"OpenTimelineIO__premiere_example.otio", 13},
        {"OpenTimelineIO__simple_cut.otio", 4},
        {"OpenTimelineIO__transition_test.otio", 3},
        {"lossless__otio.otio", 6},
        {"otio-aaf-adapter__gaps.otio", 0},
        {"otio-aaf-adapter__not_aaf.otio", 2},
        {"otio-cmx3600-adapter__enabled.otio", 3},
        {"otio-fcp-adapter__img_seq_media_reference.otio", 1},
        {"lossless__Final_Cut_Pro_XMEML.xml", 18},
        {"lossless__Final_Cut_Pro_XMEML_2.xml", 18},
        {"otio-fcp-adapter__empty_name_tags.xml", 184},
        {"otio-fcp-adapter__premiere_enable_property.xml", 11},
        {"otio-fcp-adapter__sample_just_track.xml", 0},
        {"lossless__FCPXML_1_9.fcpxml", 173, 12, "the table cuts 1724/25 s down to frame 1723"},
        {"otio-fcpx-xml-adapter__fcpx_example.fcpxml", 13, 2,
         "sound that begins inside a frame is moved to it"},
        {"sg-otio__blue_frame_5_to_25.xml", 1},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.file);
        const auto list = turnover::read_turnover(corpus / "files" / one.file);
        EXPECT_TRUE(list) << list.error().text();
        if (!list) continue;
        std::size_t clips = 0, differ = 0;
        std::string lines;
        for (const auto& row :
             test::expected_clips(corpus / "expected/otio" / (std::string(one.file) + ".txt"))) {
            ++clips;
            if (!test::holds(*list, row,
                             list->format == "fcpxml" ? test::Zero::midnight : test::Zero::first_frame))
                ++differ, lines += row.line + '\n';
        }
        EXPECT_EQ(clips, one.clips);
        EXPECT_EQ(differ, one.differ) << lines;
    }
}

} // namespace
} // namespace dub
