// OTIO, FCP7 XML and FCPXML files of the corpus against the tables of the reference reader.
#include <gtest/gtest.h>

#include "formats/turnover/format.h"
#include "tests/formats/turnover/expected_table.h"
#include "tests/formats/turnover/list_text.h"
#include "tests/fuzz/list_input.h"

namespace dub {
namespace {

struct CorpusCase {
    const char* file;
    std::size_t clips; // rows of the table
    std::size_t differ = 0;
    const char* why = "";
};

TEST(ListCorpus, clips_lie_where_the_reference_reader_says) {
    const auto corpus = test::corpus_turnovers();
    if (corpus.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    const CorpusCase cases[] = {
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
    for (const CorpusCase& one : cases) {
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

// Where the reference reader has no answer or a wrong one: derived by hand from the files.
TEST(ListCorpus, fcpxml_events_lie_where_the_files_say) {
    const auto corpus = test::corpus_turnovers();
    if (corpus.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    const std::pair<const char*, const char*> lines[] = {
        // offset 278278/24000 less (start 2526524 - audioStart 2477475) / 24000 is frame 229 of 1001/24000
        {"pipeline-neo__TimelineWithSecondaryStorylineWithAudioKeyframes.fcpxml",
         "  229-794 00000 2475 ch 0,1 curve"},
        // 3678.12 s + (112460400 - 112461500) / 2500 s is 87.68 s after 3590 s; 44984.16 s less the asset's
        // 44932 s
        {"DAWFileKit__SyncClipRoles2.fcpxml", "  2192-2271 GM7886P7 1304 ch 0 gain -1\n"},
        {"DAWFileKit__SyncClipRoles2.fcpxml", "  2192-2271 GM7886P7 1304 ch 1 gain -1\n"},
        // 54 frames of 24 show 54 frames of 25
        {"DAWFileKit__24With25Media.fcpxml", "  240-294 TestVideo 16416/25-17712/25 x0.96 ch 0,1\n"},
        // the cut at frame 278 lies in the middle of 20 frames
        {"pipeline-neo__TimelineWithSecondaryStorylineWithAudioKeyframes.fcpxml",
         "  268-794 00000 2514 in 20l\n"},
    };
    for (const auto& [file, line] : lines) {
        const auto list = turnover::read_turnover(corpus / "files" / file);
        ASSERT_TRUE(list) << file;
        EXPECT_NE(test::text_of(*list).find(line), std::string::npos) << file << '\n'
                                                                      << line << test::text_of(*list);
    }
}

std::string content_head(const std::filesystem::path& file) {
    std::string head(4096, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), 4096);
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

TEST(ListCorpus, every_file_is_read_or_refused_in_a_sentence) {
    const auto corpus = test::corpus_turnovers();
    if (corpus.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    int read = 0;
    std::vector<std::string> refused;
    for (const auto& entry : std::filesystem::directory_iterator(corpus / "files")) {
        const auto kind = entry.path().extension();
        if (kind != ".xml" && kind != ".fcpxml" && kind != ".otio") continue;
        const auto takes = [&](const turnover::Format& one) {
            return one.sniff(content_head(entry.path()), entry.path());
        };
        EXPECT_LE(std::ranges::count_if(turnover::formats(), takes), 1) << entry.path();
        const auto list = turnover::read_turnover(entry.path());
        read += test::try_list(list) ? 1 : 0;
        if (list) continue;
        refused.push_back(entry.path().filename());
        EXPECT_NE(list.error().sentence.find(entry.path().string()), std::string::npos);
    }
    EXPECT_EQ(read, 49);
    std::ranges::sort(refused);
    // An AAF as XML, and a filter that is no document.
    EXPECT_EQ(refused, (std::vector<std::string>{"aaf__AVID_Newscutter_sequence_be.xml",
                                                 "otio-fcp-adapter__premiere_example_filter.xml"}));
}

} // namespace
} // namespace dub
