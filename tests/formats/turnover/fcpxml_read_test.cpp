#include <fstream>

#include <gtest/gtest.h>

#include "formats/turnover/fcpxml/fcpxml.h"
#include "tests/formats/turnover/list_text.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

const std::string resources =
    R"(<format id="r1" frameDuration="1/24s"/><format id="r2" frameDuration="1/25s"/>)"
    R"(<asset id="a" name="A" start="3600s" duration="100s" hasVideo="1" hasAudio="1" audioChannels="2" format="r1">)"
    R"(<media-rep kind="original-media" src="file:///A.mov"/></asset>)"
    R"(<asset id="s" name="S" start="0s" duration="50s" hasAudio="1" audioChannels="4" audioRate="48000" src="file:///S.wav"/>)"
    R"(<asset id="p" name="P" start="0s" duration="50s" hasAudio="1" audioChannels="1" format="r2"/>)"
    R"(<effect id="t" name="Title"/>)";

// A project at 24 from 0.
std::string fcpxml_document(const std::string& spine, const std::string& media = "") {
    return "<?xml version=\"1.0\"?><!DOCTYPE fcpxml><fcpxml version=\"1.11\"><resources>" + resources +
           media +
           "</resources><library><event><project name=\"Reel\"><sequence format=\"r1\" tcStart=\"0s\" "
           "tcFormat=\"NDF\" "
           "audioRate=\"48k\"><spine>" +
           spine + "</spine></sequence></project></event></library></fcpxml>";
}

std::string element(const std::string& name, const std::string& attributes, const std::string& inside = "") {
    return "<" + name + " " + attributes + ">" + inside + "</" + name + ">";
}

// A sound clip of asset s; times in seconds.
std::string sound(const std::string& place, const std::string& inside = "") {
    return element("asset-clip", "ref=\"s\" name=\"s\" audioRole=\"dialogue\" " + place, inside);
}

struct FcpxmlCase {
    const char* what;
    std::string text, expected;
};

TEST(FcpxmlRead, says_of_each_timeline_what_it_says) {
    const std::string compound = R"(<media id="m" name="M"><sequence format="r1" tcStart="0s"><spine>)" +
                                 sound(R"(offset="0s" start="5s" duration="2s")") +
                                 sound(R"(offset="2s" start="9s" duration="2s")") +
                                 "</spine></sequence></media>";
    const std::string multicam =
        R"(<media id="c"><multicam format="r1" tcStart="0s"><mc-angle name="A" angleID="1">)" +
        element("asset-clip", R"(ref="a" name="cam" offset="0s" duration="10s")") +
        R"(</mc-angle><mc-angle name="S" angleID="2"><gap offset="0s" duration="1s"/>)" +
        sound(R"(offset="1s" start="0s" duration="9s")") + "</mc-angle></multicam></media>";
    const std::vector<FcpxmlCase> cases{
        {"picture and sound of one clip; its time begins where the asset's does",
         fcpxml_document(
             element("asset-clip",
                     R"(ref="a" name="a" offset="0s" start="3610s" duration="2s" audioRole="dialogue")")),
         "V V1\n  0-48 a 240\nA dialogue 2ch\n  0-48 a 240 ch 0,1\n"},
        {"connected clips lie in their parent's time, sound by role on as few tracks as needed",
         fcpxml_document(element("gap", R"(offset="0s" start="3600s" duration="10s")",
                                 sound(R"(lane="-1" offset="3601s" start="4s" duration="2s")") +
                                     sound(R"(lane="-2" offset="3602s" start="0s" duration="2s")") +
                                     sound(R"(lane="-1" offset="3604s" start="0s" duration="1s")"))),
         "A dialogue 4ch\n  24-72 s 96 ch 0,1,2,3\n  96-120 s 0 ch 0,1,2,3\nA dialogue 2 4ch\n  48-96 s 0 ch "
         "0,1,2,3\n"},
        {"components of a recording, one of them off",
         fcpxml_document(sound(
             R"(offset="0s" start="0s" duration="1s")",
             R"(<audio-channel-source srcCh="1, 2" role="music.score"/><audio-channel-source srcCh="3" role="effects" active="0"/>)")),
         "A music.score 2ch\n  0-24 s 0 ch 0,1\nA effects\n  0-24 s 0 ch 2 muted\n"},
        {"a wrapped clip with a component for each channel, cut to the wrapper",
         fcpxml_document(element(
             "clip", R"(name="w" offset="0s" start="3s" duration="1s")",
             R"(<adjust-volume amount="-4dB"/><audio ref="s" offset="0s" duration="50s" role="dialogue.boom" srcCh="1">)"
             R"(<audio ref="s" lane="-1" offset="0s" duration="50s" role="dialogue.lav" srcCh="2"/></audio>)")),
         "A dialogue.boom\n  0-24 w 72 ch 0 gain -4\nA dialogue.lav\n  0-24 w 72 ch 1 gain -4\n"},
        {"a transition is centred on the cut; sound goes with it when it says so",
         fcpxml_document(sound(R"(offset="0s" start="5s" duration="2s")") +
                         R"(<transition offset="1s" duration="2s"><filter-audio ref="x"/></transition>)" +
                         sound(R"(offset="2s" start="9s" duration="2s")") +
                         R"(<transition offset="3s" duration="1s"/>)"),
         "A dialogue 4ch\n  0-72 s 120 ch 0,1,2,3 out 48p\n  24-96 s 192 ch 0,1,2,3 in 48p\n"},
        {"split edits: sound begins before its picture and ends after it",
         fcpxml_document(
             element("gap", R"(offset="0s" duration="2s")") +
             element("asset-clip",
                     R"(ref="a" name="a" offset="2s" start="3610s" duration="2s" audioStart="3609s" )"
                     R"(audioDuration="4s")")),
         "V V1\n  48-96 a 240\nA dialogue 2ch\n  24-120 a 216 ch 0,1\n"},
        {"volume with key frames in the clip's time, and fades",
         fcpxml_document(sound(
             R"(offset="1s" start="10s" duration="4s")",
             R"(<adjust-volume><param name="amount"><fadeIn type="linear" duration="1/2s"/>)"
             R"(<fadeOut type="easeIn" duration="1s"/><keyframeAnimation><keyframe time="11s" value="-3dB"/>)"
             R"(<keyframe time="13s" value="-12.5dB"/></keyframeAnimation></param></adjust-volume>)")),
         "A dialogue 4ch\n  24-120 s 240 ch 0,1,2,3 curve 24:-3 72:-12.5 in 12l out 24p\n"},
        {"25 in 24 is slowed, 30 in 24 is not; a time map decides itself",
         fcpxml_document(
             sound(R"(offset="0s" start="0s" duration="1s")", R"(<conform-rate srcFrameRate="25"/>)") +
             sound(R"(offset="1s" start="0s" duration="1s")", R"(<conform-rate srcFrameRate="30"/>)") +
             sound(R"(offset="2s" start="0s" duration="1s")",
                   R"(<conform-rate scaleEnabled="0" srcFrameRate="25"/>)") +
             sound(R"(offset="3s" start="1s" duration="2s")",
                   R"(<timeMap><timept time="0s" value="0s"/><timept time="10s" value="20s"/></timeMap>)")),
         "A dialogue 4ch\n  0-24 s 0-576/25 x0.96 ch 0,1,2,3\n  24-48 s 0 ch 0,1,2,3\n  48-72 s 0 ch "
         "0,1,2,3\n"
         "  72-120 s 48-144 x2 ch 0,1,2,3\n"},
        {"a synchronised clip whose holder switches a role off",
         fcpxml_document(element(
             "sync-clip", R"(name="y" offset="0s" start="3600s" duration="1s")",
             element(
                 "asset-clip",
                 R"(ref="a" name="a" offset="3600s" start="3600s" duration="9s" audioRole="dialogue.cam")",
                 sound(R"(lane="-1" offset="3600s" start="2s" duration="9s")")) +
                 R"(<sync-source sourceID="storyline"><audio-role-source role="dialogue.cam" enabled="0"/></sync-source>)")),
         "V V1\n  0-24 a 0\nA dialogue.cam 2ch\n  0-24 a 0 ch 0,1 muted\nA dialogue 4ch\n  0-24 s 48 ch "
         "0,1,2,3\n"},
        {"a compound clip is laid out, cut to what is shown",
         fcpxml_document(
             element("ref-clip", R"(ref="m" name="c" offset="0s" start="1s" duration="2s" enabled="0")"),
             compound),
         "A dialogue 4ch\n  0-24 s 144 ch 0,1,2,3 muted\n  24-48 s 216 ch 0,1,2,3 muted\n"},
        {"a compound clip that holds itself is cut",
         fcpxml_document(element("ref-clip", R"(ref="m" name="c" offset="0s" duration="2s")"),
                         R"(<media id="m"><sequence format="r1"><spine>)" +
                             element("ref-clip", R"(ref="m" name="in" offset="0s" duration="2s")") +
                             "</spine></sequence></media>"),
         "V V1\n  0-48 in 0 generated\nfcpxml.inner-clip\n"},
        {"a multicam clip plays the picture of one angle and the sound of another",
         fcpxml_document(
             element(
                 "mc-clip", R"(ref="c" name="mc" offset="0s" start="2s" duration="1s")",
                 R"(<mc-source angleID="1" srcEnable="video"/><mc-source angleID="2" srcEnable="audio"/>)"),
             multicam),
         "V V1\n  0-24 cam 48\nA dialogue 4ch\n  0-24 s 24 ch 0,1,2,3\n"},
        {"an audition plays its first clip",
         fcpxml_document(R"(<audition offset="1s">)" + sound(R"(start="3s" duration="1s")") +
                         sound(R"(start="4s" duration="1s")") + "</audition>"),
         "A dialogue 4ch\n  24-48 s 72 ch 0,1,2,3\nfcpxml.audition\n"},
        {"a secondary storyline, a title, markers where they are seen",
         fcpxml_document(
             element("gap", R"(offset="0s" start="3600s" duration="10s")",
                     R"(<spine lane="1" offset="3602s">)" + sound(R"(offset="0s" start="0s" duration="1s")") +
                         element("title", R"(ref="t" name="T" offset="1s" start="3600s" duration="1s")",
                                 R"(<marker start="7201/2s" duration="1/24s" value="half"/>)") +
                         "</spine>" + R"(<marker start="3604s" duration="1/24s" value="four"/>)")),
         "V V1\n  72-96 T 0 generated\nA dialogue 4ch\n  48-72 s 0 ch 0,1,2,3\nM 84 -1 half\nM 96 -1 four\n"},
        {"a recording the file does not tell of",
         fcpxml_document(
             element("asset-clip", R"(ref="none" name="x" offset="0s" start="1s" duration="1s")")),
         "fcpxml.no-asset\n"},
        {"numbers out of all bounds",
         fcpxml_document(sound(R"(offset="99999999999999s" start="1/0s" duration="1s")") +
                         sound(R"(offset="0s" duration="-5s")")),
         "A dialogue 4ch\n  0-24 s 0 ch 0,1,2,3\n"},
    };
    for (const FcpxmlCase& one : cases) {
        const auto list = turnover::fcpxml::read_text(one.text, "list.fcpxml", {});
        ASSERT_TRUE(list) << one.what << ": " << list.error().text();
        EXPECT_EQ(test::text_of(*list), one.expected) << one.what;
    }
}

TEST(FcpxmlRead, the_rate_is_a_fraction_and_the_first_frame_a_time) {
    std::string text =
        fcpxml_document(sound(R"(offset="107999892/30000s" start="0s" duration="1001/30000s")"));
    text.replace(text.find("1/24s"), 5, "1001/30000s");
    text.replace(text.find("tcStart=\"0s\" tcFormat=\"NDF\""), 27,
                 "tcStart=\"107999892/30000s\" tcFormat=\"DF\"");
    const auto list = turnover::fcpxml::read_text(text, "list.fcpxml", {});
    ASSERT_TRUE(list);
    EXPECT_EQ(list->timecode.rate, (FrameRate{30000, 1001}));
    EXPECT_EQ(to_timecode(list->start, list->timecode), "01:00:00;00");
    EXPECT_EQ(list->tracks[0].events[0].record.start, (Rational{107999892, 30000}));
    EXPECT_EQ(list->sound_rate, SampleRate{48000});
    EXPECT_EQ(list->sources[0].locators, std::vector<std::string>{"file:///S.wav"});
}

TEST(FcpxmlRead, xml_of_other_kinds_and_empty_libraries_are_refused) {
    EXPECT_FALSE(turnover::fcpxml::sniff("<xmeml version=\"5\">", "a.fcpxml"));
    EXPECT_TRUE(turnover::fcpxml::sniff("<!DOCTYPE fcpxml>\n<fcpxml version=\"1.13\">", "a.xml"));
    const auto empty =
        turnover::fcpxml::read_text("<fcpxml version=\"1.9\"><library/></fcpxml>", "list.fcpxml", {});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().sentence, "list.fcpxml has neither project nor clip; export the project.");
}

// Entities that grow a thousandfold, and one that names a file: neither is expanded or opened.
TEST(FcpxmlRead, hostile_document_types_change_nothing) {
    std::string text = fcpxml_document(sound(R"(offset="0s" start="0s" duration="1s" note="&lol2;&file;")"));
    text.replace(
        text.find("<!DOCTYPE fcpxml>"), 17,
        "<!DOCTYPE fcpxml SYSTEM \"file:///etc/passwd\" [<!ENTITY lol \"lollollollol\"><!ENTITY lol2 "
        "\"&lol;&lol;&lol;&lol;&lol;\"><!ENTITY file SYSTEM \"file:///etc/passwd\">]>");
    text.replace(text.find("name=\"s\""), 8, "name=\"&lol2;&file;\"");
    const auto list = turnover::fcpxml::read_text(text, "list.fcpxml", {});
    ASSERT_TRUE(list) << list.error().text();
    EXPECT_EQ(list->tracks[0].events[0].name, "&lol2;&file;");
}

TEST(FcpxmlRead, the_list_in_a_bundle_is_read) {
    const test::TempFolder folder;
    std::filesystem::create_directory(folder.path() / "reel.fcpxmld");
    std::ofstream(folder.path() / "reel.fcpxmld/Info.fcpxml")
        << fcpxml_document(sound(R"(offset="0s" duration="1s")"));
    const auto read = turnover::read_turnover(folder.path() / "reel.fcpxmld");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->format, "fcpxml");
}

} // namespace
} // namespace dub
