#include <gtest/gtest.h>

#include "formats/turnover/xmeml/xmeml.h"
#include "tests/formats/turnover/list_text.h"

namespace dub {
namespace {

// A sequence at 24 from 0 with one picture and one sound part.
std::string xmeml_document(const std::string& video, const std::string& audio, const std::string& rest = "",
                           const std::string& ntsc = "FALSE") {
    return "<?xml version=\"1.0\"?><!DOCTYPE xmeml><xmeml version=\"5\"><sequence id=\"s\"><name>Reel</name>"
           "<rate><timebase>24</timebase><ntsc>" +
           ntsc + "</ntsc></rate><media><video>" + video + "</video><audio>" + audio + "</audio></media>" +
           rest + "</sequence></xmeml>";
}

std::string times(int start, int end, int in, int out) {
    return fmt::format("<start>{}</start><end>{}</end><in>{}</in><out>{}</out>", start, end, in, out);
}

std::string clip(const std::string& id, const std::string& inside) {
    return "<clipitem id=\"" + id + "\"><name>" + id + "</name>" + inside + "</clipitem>";
}

std::string transition(int start, int end, const std::string& effect,
                       const std::string& alignment = "center") {
    return fmt::format(
        "<transitionitem><start>{}</start><end>{}</end><alignment>{}</alignment><effect><effectid>{}"
        "</effectid></effect></transitionitem>",
        start, end, alignment, effect);
}

std::string effect(const std::string& id, const std::string& parameters) {
    return "<filter><effect><name>" + id + "</name><effectid>" + id + "</effectid>" + parameters +
           "</effect></filter>";
}

std::string parameter(const std::string& id, const std::string& inside) {
    return "<parameter><parameterid>" + id + "</parameterid>" + inside + "</parameter>";
}

std::string key(int when, const std::string& value) {
    return fmt::format("<keyframe><when>{}</when><value>{}</value></keyframe>", when, value);
}

const std::string source1 =
    "<sourcetrack><mediatype>audio</mediatype><trackindex>1</trackindex></sourcetrack>";
const std::string source2 =
    "<sourcetrack><mediatype>audio</mediatype><trackindex>2</trackindex></sourcetrack>";
const std::string file = "<file id=\"f\"><name>f.wav</name></file>";

std::string exploded(int index, const std::string& clips) {
    return fmt::format("<track premiereTrackType=\"Stereo\" totalExplodedTrackCount=\"2\" "
                       "currentExplodedTrackIndex=\"{}\">",
                       index) +
           clips + "</track>";
}

struct XmemlCase {
    const char* what;
    std::string text, expected;
};

TEST(XmemlRead, says_of_each_list_what_it_says) {
    const std::string a = clip("a", times(0, 40, 10, 50)), b = clip("b", times(40, 90, 0, 50));
    const std::string remap_head = "<parameterid>graphdict</parameterid>";
    const std::vector<XmemlCase> cases{
        {"clips, a muted one, a muted track",
         xmeml_document("", "<track>" + a + clip("b", times(40, 90, 0, 50) + "<enabled>False</enabled>") +
                                "<enabled>FALSE</enabled></track>"),
         "A A1 muted\n  0-40 a 10\n  40-90 b 0 muted\n"},
        {"edges of -1 lie in the transition; constant power and constant gain",
         xmeml_document("<track>" + clip("v", times(0, -1, 0, 50)) + transition(40, 50, "Cross Dissolve") +
                            clip("w", times(-1, 90, 10, 60)) + "</track>",
                        "<track>" + clip("a", times(0, -1, 10, 60)) +
                            transition(40, 50, "KGAudioTransCrossFade3dB") + clip("b", times(-1, -1, 5, 65)) +
                            transition(90, 100, "KGAudioTransCrossFade0dB", "end-black") + "</track>"),
         "V V1\n  0-50 v 0 out 10l\n  40-90 w 10 in 10l\nA A1\n  0-50 a 10 out 10p\n  40-100 b 5 in 10p out "
         "10l\n"},
        {"edges written at the cut are drawn over the transition",
         xmeml_document("", "<track>" + a + transition(36, 44, "x") + clip("b", times(40, 90, 20, 70)) +
                                "</track>"),
         "A A1\n  0-44 a 10 out 8l\n  36-90 b 16 in 8l\n"},
        {"fades from and to black touch one clip only",
         xmeml_document("", "<track>" + transition(0, 6, "x", "start-black") + a +
                                transition(36, 40, "x", "end-black") + b + "</track>"),
         "A A1\n  0-40 a 10 in 6l out 4l\n  40-90 b 0\n"},
        {"an open edge without a transition follows from the source",
         xmeml_document("", "<track>" + clip("a", times(-1, 40, 10, 50)) + clip("b", times(40, -1, 0, 50)) +
                                "</track>"),
         "A A1\n  0-40 a 10\n  40-90 b 0\n"},
        {"gain is a factor, keyframes count in the clip's own frames",
         xmeml_document(
             "", "<track>" +
                     clip("a", times(0, 40, 10, 50) +
                                   effect("audiolevels", parameter("level", "<value>0.5</value>"))) +
                     clip("b", times(40, 90, 0, 50) +
                                   effect("audiolevels", parameter("level", "<value>1</value>" + key(0, "1") +
                                                                                key(50, "0.1")))) +
                     clip("c", times(90, 100, 0, 10) + effect("Reverb", "")) + "</track>"),
         "A A1\n  0-40 a 10 gain -6.021\n  40-90 b 0 curve 0:0 50:-20\n  90-100 c 0 fx "
         "Reverb\nxmeml.effect\n"},
        {"a keyframed gain that runs beyond the clip is cut where it is heard",
         xmeml_document(
             "", "<track>" +
                     clip("a", times(0, 40, 100, 140) +
                                   effect("audiolevels", parameter("level", key(80, "1") + key(120, "0")))) +
                     "</track>"),
         "A A1\n  0-40 a 100 curve 0:-6.021 20:-inf\n"},
        {"one panning is the track's, several make a curve",
         xmeml_document("", "<track>" +
                                clip("a", times(0, 40, 0, 40) +
                                              effect("audiopan", parameter("pan", "<value>-0.5</value>"))) +
                                "</track><track>" +
                                clip("b", times(0, 40, 0, 40) +
                                              effect("audiopan", parameter("pan", "<value>1</value>"))) +
                                clip("c", times(40, 50, 0, 10)) + "</track>"),
         "A A1 pan 0:-0.5\n  0-40 a 0\nA A2 pan 0:1 40:1 40:0 50:0\n  0-40 b 0\n  40-50 c 0\n"},
        {"the exploded tracks of a stereo track are one; a mono clip sits on both sides",
         xmeml_document("", exploded(0, clip("a", times(0, 40, 0, 40) + file + source1) +
                                            "<clipitem id=\"m\" premiereChannelType=\"mono\"><name>m</name>" +
                                            times(40, 50, 0, 10) + source1 + "</clipitem>") +
                                exploded(1, clip("a2", times(0, 40, 0, 40) + file + source2) +
                                                clip("r", times(50, 60, 0, 10) + file + source2))),
         "A A1 2ch\n  0-40 a 0 ch 0,1\n  40-50 m 0 ch 0,0\n  50-60 r 0 ch -1,1\n"},
        {"a linked pair with a group index is one, two linked microphones stay two",
         xmeml_document(
             "",
             "<track>" +
                 clip("a", times(0, 9, 0, 9) + file + source1 +
                               "<link><linkclipref>a</linkclipref><mediatype>audio</mediatype>"
                               "<groupindex>1</groupindex></link><link><linkclipref>b</linkclipref></link>") +
                 "</track><track>" +
                 clip("b", times(0, 9, 0, 9) + file + source2 +
                               "<link><linkclipref>a</linkclipref></link><link><linkclipref>b</linkclipref>"
                               "<mediatype>audio</mediatype><groupindex>1</groupindex></link>") +
                 "</track><track>" + clip("c", times(0, 9, 0, 9) + file + source1) + "</track><track>" +
                 clip("d", times(0, 9, 0, 9) + file + source2) + "</track>"),
         "A A1 2ch\n  0-9 a 0 ch 0,1\nA A3\n  0-9 c 0 ch 0\nA A4\n  0-9 d 0 ch 1\n"},
        {"so is a linked pair that is panned to both sides",
         xmeml_document("", "<track>" +
                                clip("a", times(0, 9, 0, 9) + file + source1 +
                                              effect("audiopan", parameter("pan", "<value>-1</value>")) +
                                              "<link><linkclipref>b</linkclipref></link>") +
                                "</track><track>" +
                                clip("b", times(0, 9, 0, 9) + file + source2 +
                                              effect("audiopan", parameter("pan", "<value>1</value>")) +
                                              "<link><linkclipref>a</linkclipref></link>") +
                                "</track>"),
         "A A1 2ch\n  0-9 a 0 ch 0,1\n"},
        {"retimed: twice as fast, backwards by the graph, a freeze",
         xmeml_document(
             "<track>" +
                 clip("fast", times(0, 40, 10, 50) +
                                  effect("timeremap", parameter("speed", "<value>200</value>"))) +
                 clip("back",
                      times(40, 46, 15299, 15305) +
                          effect("timeremap", parameter("graphdict", key(0, "37127") + key(37127, "0")))) +
                 clip("still", times(46, 50, 5, 9) +
                                   effect("timeremap", parameter("graphdict", key(0, "7") + key(100, "7")))) +
                 "</track>",
             ""),
         "V V1\n  0-40 fast 20-100 x2\n  40-46 back 21822-21828 x-1\n  46-50 still 7-7 x0\n"},
        {"a speed that changes is taken as even, and said",
         xmeml_document(
             "<track>" +
                 clip("a", times(0, 40, 0, 40) +
                               effect("timeremap",
                                      parameter("graphdict", key(0, "0") + key(10, "10") + key(40, "100")))) +
                 "</track>",
             ""),
         "V V1\n  0-40 a 0-100 x2.5\nxmeml.variable-speed\n"},
        {"in and out count by the sequence; by the clip where only that fits the length",
         xmeml_document("<track>" + clip("a", "<rate><timebase>48</timebase></rate>" + times(0, 40, 24, 64)) +
                            clip("b", "<rate><timebase>48</timebase></rate>" + times(40, 60, 48, 88)) +
                            "</track>",
                        ""),
         "V V1\n  0-40 a 24\n  40-60 b 24\n"},
        {"ticks are exact to the sample",
         xmeml_document("",
                        "<track>" +
                            clip("a", times(0, 40, 10, 50) + "<pproTicksIn>105840000000</pproTicksIn>"
                                                             "<pproTicksOut>529205292000</pproTicksOut>") +
                            "</track>"),
         "A A1\n  0-40 a 10\n"},
        {"generators, and clips without a place",
         xmeml_document("<track><generatoritem id=\"g\"><name>Slug</name>" + times(0, 12, 100, 112) +
                            "</generatoritem>" + clip("x", times(-1, -1, 0, 5)) + "</track>",
                        ""),
         "V V1\n  0-12 Slug 100 generated\nxmeml.no-place\n"},
        {"an inner sequence is laid out: cut to what is shown, as loud as its clip, once for both channels",
         xmeml_document(
             "",
             exploded(0,
                      clip("n", times(10, 40, 5, 35) + source1 +
                                    effect("audiolevels", parameter("level", "<value>0.5</value>")) +
                                    "<sequence id=\"i\"><rate><timebase>24</timebase></rate><media><audio>" +
                                    exploded(0, clip("p", times(0, 20, 0, 20) + file + source1)) +
                                    exploded(1, clip("q", times(0, 20, 0, 20) + file + source2)) + "<track>" +
                                    clip("mono", times(30, 60, 7, 37)) +
                                    "</track></audio></media></sequence>")) +
                 exploded(1, clip("n2", times(10, 40, 5, 35) + source2 + "<sequence id=\"i\"/>"))),
         "A A1 2ch\n  10-25 p 5 ch 0,1 gain -6.021\nA A1 A3\n  35-40 mono 7 gain -6.021\n"},
        {"a sequence that shows itself is cut",
         xmeml_document("<track>" + clip("loop", times(0, 10, 0, 10) + "<sequence id=\"s\"/>") + "</track>",
                        ""),
         "V V1\n  0-10 loop 0 generated\nxmeml.inner-sequence\n"},
        {"markers of the sequence and of clips",
         xmeml_document("<track>" +
                            clip("a", times(10, 40, 100, 130) +
                                          "<marker><name>inside</name><in>105</in></marker>"
                                          "<marker><name>outside</name><in>90</in></marker>") +
                            "</track>",
                        "", "<marker><name>top</name><in>7</in><out>-1</out></marker>"),
         "V V1\n  10-40 a 100\nM 7 -1 top\nM 15 0 inside\n"},
    };
    for (const XmemlCase& one : cases) {
        const auto list = turnover::xmeml::read_text(one.text, "list.xml", {});
        ASSERT_TRUE(list) << one.what << ": " << list.error().text();
        EXPECT_EQ(test::text_of(*list), one.expected) << one.what;
    }
}

TEST(XmemlRead, rate_and_first_frame_are_as_told) {
    const std::string timecode =
        "<timecode><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><string>01;00;00;00"
        "</string><frame>107892</frame><displayformat>DF</displayformat></timecode>";
    auto text = xmeml_document("<track>" + clip("a", times(0, 30, 0, 30)) + "</track>", "", timecode, "TRUE");
    const auto film = turnover::xmeml::read_text(text, "list.xml", {});
    ASSERT_TRUE(film);
    EXPECT_EQ(film->timecode.rate, (FrameRate{24000, 1001})); // never 23.98
    text.replace(text.find("<timebase>24"), 12, "<timebase>30");
    const auto video = turnover::xmeml::read_text(text, "list.xml", {});
    ASSERT_TRUE(video);
    EXPECT_EQ(to_timecode(video->start, video->timecode), "01:00:00;00");
    EXPECT_EQ(video->tracks[0].events[0].record.start, (Rational{107892 * std::int64_t{1001}, 30000}));
    text.replace(text.find("<timebase>30"), 12, "<timebase>.4"); // less than a frame a second is no rate
    const auto none = turnover::xmeml::read_text(text, "list.xml", {});
    ASSERT_TRUE(none);
    EXPECT_EQ(none->timecode.rate, (FrameRate{30000, 1001}));
}

TEST(XmemlRead, a_file_is_told_once_and_its_facts_are_kept) {
    const std::string told =
        "<file id=\"f\"><name>A.mov</name><pathurl>file://localhost/D%3a/A.mov</pathurl><rate><timebase>"
        "25</timebase></rate><duration>50</duration><timecode><frame>90000</frame><reel><name>A001"
        "</name></reel></timecode><media><video/><audio><samplecharacteristics><depth>24</depth>"
        "<samplerate>48000</samplerate></samplecharacteristics><channelcount>2</channelcount></audio>"
        "<audio><channelcount>2</channelcount></audio></media></file>";
    const auto list = turnover::xmeml::read_text(
        xmeml_document("<track>" + clip("a", times(0, 9, 0, 9) + "<file id=\"f\"/>") + "</track>",
                       "<track>" +
                           clip("b", times(0, 9, 0, 9) + told +
                                         "<logginginfo><scene>5A</scene><shottake>t1"
                                         "</shottake></logginginfo>") +
                           "</track>"),
        "list.xml", {});
    ASSERT_TRUE(list);
    ASSERT_EQ(list->sources.size(), 1U);
    const conform::Source& source = list->sources[0];
    EXPECT_EQ(source.locators, std::vector<std::string>{"file://localhost/D%3a/A.mov"});
    EXPECT_EQ(source.tape, "A001");
    EXPECT_EQ(source.start, FramePos{90000});
    EXPECT_EQ(source.length, Rational{2});
    EXPECT_EQ(source.channels, 4);
    EXPECT_EQ(source.rate, SampleRate{48000});
    EXPECT_TRUE(source.moving);
}

TEST(XmemlRead, one_of_several_sequences_is_chosen_by_name) {
    const std::string two =
        "<xmeml><project><children><sequence><name>one</name><media/></sequence><sequence><name>two"
        "</name><media/></sequence></children></project></xmeml>";
    const auto first = turnover::xmeml::read_text(two, "list.xml", {});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->name, "one");
    EXPECT_EQ(first->others, std::vector<std::string>{"two"});
    const auto second = turnover::xmeml::read_text(two, "list.xml", {.timecode = {}, .sequence = "two"});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->name, "two");
    const auto none = turnover::xmeml::read_text(two, "list.xml", {.timecode = {}, .sequence = "three"});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().sentence, "list.xml has no sequence named \"three\"; it has \"one\" and others.");
}

TEST(XmemlRead, xml_of_other_kinds_is_refused) {
    for (const char* head :
         {"<?xml version=\"1.0\"?><xmemlx>", "<AAF>", "<ebuCoreMain>", "<fcpxml version=\"1.9\">"})
        EXPECT_FALSE(turnover::xmeml::sniff(head, "list.xml")) << head;
    EXPECT_TRUE(turnover::xmeml::sniff("<!DOCTYPE xmeml>\n<xmeml version=\"4\">", "anything.bin"));
    const auto empty = turnover::xmeml::read_text("<xmeml version=\"5\"><bin/></xmeml>", "list.xml", {});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().sentence,
              "list.xml has no sequence; export the sequence itself, not a bin or a clip.");
}

// 10 sequences of 10 clips that show the next: 10^10 clips, were they all laid out.
TEST(XmemlRead, sequences_that_multiply_end) {
    std::string all = "<xmeml>";
    for (int level = 0; level < 10; ++level) {
        all += fmt::format("<sequence id=\"s{}\"><rate><timebase>24</timebase></rate><media><video>", level);
        all += "<track>";
        for (int i = 0; i < 10; ++i)
            all += clip("x", times(10 * i, 10 * i + 10, 0, 100) +
                                 fmt::format("<sequence id=\"s{}\"/>", level + 1));
        all += "</track>";
        all += "</video></media></sequence>";
    }
    const auto list = turnover::xmeml::read_text(all + "</xmeml>", "list.xml", {});
    ASSERT_TRUE(list);
    EXPECT_TRUE(has_error(list->diagnostics));
}

} // namespace
} // namespace dub
