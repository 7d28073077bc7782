#include <cstring>
#include <fstream>

#include <gtest/gtest.h>
#include <zip.h>

#include "formats/turnover/otio/otio.h"
#include "tests/formats/turnover/list_text.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

std::string time(double value, double rate = 24) {
    return fmt::format(R"({{"OTIO_SCHEMA":"RationalTime.1","value":{},"rate":{}}})", value, rate);
}
std::string range(double start, double length, double rate = 24) {
    return fmt::format(R"({{"OTIO_SCHEMA":"TimeRange.1","start_time":{},"duration":{}}})", time(start, rate),
                       time(length, rate));
}
// `rest` are further members, each after a comma.
std::string item(const std::string& schema, const std::string& name, const std::string& rest) {
    return fmt::format(R"({{"OTIO_SCHEMA":"{}","name":"{}"{}}})", schema, name, rest);
}
std::string shown(double start, double length) { return ",\"source_range\":" + range(start, length); }
std::string clip(const std::string& name, double start, double length, const std::string& rest = "") {
    return item("Clip.2", name, shown(start, length) + rest);
}
std::string gap(double length) { return item("Gap.1", "", shown(0, length)); }
std::string cross(double in, double out) {
    return item("Transition.1", "t", ",\"in_offset\":" + time(in) + ",\"out_offset\":" + time(out));
}
std::string holder(const std::string& schema, const std::string& children, const std::string& rest = "") {
    return item(schema, schema.substr(0, 1), rest + ",\"children\":[" + children + "]");
}
std::string audio(const std::string& children, const std::string& rest = "") {
    return holder("Track.1", children, ",\"kind\":\"Audio\"" + rest);
}
std::string timeline(const std::string& tracks, const std::string& rest = "") {
    return item("Timeline.1", "Reel", ",\"tracks\":" + holder("Stack.1", tracks) + rest);
}
std::string warp(double scalar) {
    return fmt::format(R"(,"effects":[{{"OTIO_SCHEMA":"LinearTimeWarp.1","time_scalar":{}}}])", scalar);
}
std::string media(const std::string& url, double start, double length) {
    return fmt::format(
        R"(,"media_references":{{"DEFAULT_MEDIA":{{"OTIO_SCHEMA":"ExternalReference.1","target_url":"{}",)"
        R"("available_range":{}}}}},"active_media_reference_key":"DEFAULT_MEDIA")",
        url, range(start, length));
}
std::string resolve(const std::string& inside) { return ",\"metadata\":{\"Resolve_OTIO\":{" + inside + "}}"; }
std::string resolve_volume(const std::string& parameter) {
    return R"(,"effects":[{"OTIO_SCHEMA":"Effect.1","effect_name":"Resolve Effect","metadata":{"Resolve_OTIO":{)"
           R"("Effect Name":"Fairlight Clip Volume and Fades","Enabled":true,"Parameters":[{"Parameter ID":"volume",)" +
           parameter + "}]}}}]";
}

struct OtioCase {
    const char* what;
    std::string text, expected;
};

TEST(OtioRead, says_of_each_list_what_it_says) {
    const std::vector<OtioCase> cases{
        {"clips one after the other, a gap between",
         timeline(audio(clip("a", 10, 20) + "," + gap(5) + "," + clip("b", 0, 5, ",\"enabled\":false"))),
         "A T\n  0-20 a 10\n  25-30 b 0 muted\n"},
        {"a transition takes no time; both reach over the cut",
         timeline(audio(clip("a", 10, 20) + "," + cross(4, 6) + "," + clip("b", 20, 20))),
         "A T\n  0-26 a 10 out 10l\n  16-40 b 16 in 10l\n"},
        {"beside a gap it is a fade",
         timeline(audio(gap(5) + "," + cross(0, 6) + "," + clip("a", 0, 20) + "," + cross(7, 0))),
         "A T\n  5-25 a 0 in 6l out 7l\n"},
        {"ranges count from the recording's own first frame; without one all of it is shown",
         timeline(audio(clip("a", 90010, 20, media("a.wav", 90000, 100)) + "," +
                        item("Clip.1", "b",
                             ",\"source_range\":null,\"media_reference\":{\"OTIO_SCHEMA\":"
                             "\"ExternalReference.1\",\"target_url\":\"b.wav\",\"available_range\":" +
                                 range(50, 8) + "}"))),
         "A T\n  0-20 a 10\n  20-28 b 0\n"},
        {"a range outside what is there counts by timecode",
         timeline(audio(clip("a", 90010, 20, media("a.wav", 125, 100)))),
         "A T\n  0-20 a 90010 by timecode\n"},
        {"retimed: the length of the record stays",
         timeline(audio(clip("a", 10, 20, warp(2)) + "," + clip("b", 0, 10, warp(-1)) + "," +
                        clip("c", 7, 10, R"(,"effects":[{"OTIO_SCHEMA":"FreezeFrame.1","time_scalar":0}])"))),
         "A T\n  0-20 a 10-50 x2\n  20-30 b 0-10 x-1\n  30-40 c 7-7 x0\n"},
        {"Premiere means the length of the source",
         timeline(audio(clip("a", 10, 20,
                             warp(2) + R"(,"metadata":{"PremierePro_OTIO":{"LinkID":3,"AudioChannels":)"
                                       R"({"SecondaryAssignments":[{"SecondaryChannelIndex":1}]}}})"))),
         "A T\n  0-10 a 10-30 x2 ch 1\n"},
        {"stacks and tracks inside are laid out, cut to what is shown",
         timeline(audio(
             clip("a", 0, 10) + "," +
             holder("Stack.1",
                    audio(clip("x", 0, 10) + "," + clip("y", 0, 10)) + "," + audio(clip("z", 3, 20)),
                    shown(5, 10)) +
             "," + holder("Track.1", clip("w", 0, 4) + "," + clip("v", 0, 4), shown(2, 4) + warp(0.5)))),
         "A T\n  0-10 a 0\n  10-15 x 5\n  15-20 y 0\n  20-24 w 2-4 x0.5\nA T T\n  10-20 z 8\n"},
        {"older names of the schema",
         timeline(item("Sequence.1", "S",
                       ",\"kind\":\"Audio\",\"children\":[" + item("Filler.1", "", shown(0, 4)) + "," +
                           clip("a", 0, 4) + "]")),
         "A S\n  4-8 a 0\n"},
        {"a track with a range of its own", timeline(audio(clip("a", 0, 20), shown(5, 10))),
         "A T\n  0-10 a 5\n"},
        {"unknown schemas are passed over, their time stays",
         timeline(audio(item("Widget.7", "w", shown(0, 6)) + "," + clip("a", 0, 4) + "," +
                        item("Widget.7", "w", ""))),
         "A T\n  6-10 a 0\notio.unknown\n"},
        {"Resolve: channels, stereo, gain, key frames from the clip's start",
         timeline(
             audio(clip("a", 0, 20,
                        resolve(R"("Channels":[{"Source Channel ID":2},{"Source Channel ID":3}])") +
                            resolve_volume("\"Parameter Value\":-11")) +
                       "," +
                       clip("b", 500, 48,
                            resolve_volume(
                                R"("Parameter Value":-2,"Key Frames":{"40":{"Value":-20},"8":{"Value":0}})")),
                   resolve("\"Audio Type\":\"Stereo\""))),
         "A T 2ch\n  0-20 a 0 ch 2,3 gain -11\n  20-68 b 500 curve 8:0 40:-20\n"},
        {"markers of clips, tracks and the timeline; colours as text or object",
         timeline(audio(
             clip("a", 100, 20,
                  ",\"markers\":[" +
                      item("Marker.2", "in", ",\"color\":\"RED\",\"marked_range\":" + range(105, 1)) + "]"),
             ",\"markers\":[" +
                 item("Marker.3", "on", ",\"color\":{\"name\":\"BLUE\"},\"marked_range\":" + range(3, 0)) +
                 "]")),
         "A T\n  0-20 a 100\nM 3 0 on\nM 5 0 in\n"},
        {"infinities and NaN, which JSON does not know",
         timeline(audio(clip("a", 0, 20, ",\"metadata\":{\"x\":Infinity,\"y\":-Infinity,\"z\":[NaN,-Inf]}"))),
         "A T\n  0-20 a 0\n"},
        {"a clip without any length is left out, and said",
         timeline(audio(item("Clip.2", "a", "") + "," + clip("b", 0, 4))),
         "A T\n  0-4 b 0\notio.no-length\n"},
        {"numbers out of all bounds",
         timeline(audio(clip("a", 1e300, 20) + "," + clip("b", 0, -5) + "," + clip("c", 0, 4))),
         "A T\n  0-20 a 0\n  20-24 c 0\notio.no-length\n"},
    };
    for (const OtioCase& one : cases) {
        const auto list = turnover::otio::read_text(one.text, "list.otio", {});
        ASSERT_TRUE(list) << one.what << ": " << list.error().text();
        EXPECT_EQ(test::text_of(*list), one.expected) << one.what;
    }
}

TEST(OtioRead, rates_written_as_decimals_are_the_rates_that_exist) {
    for (const double rate : {23.976, 23.98, 23.976023976023978, 23.97602}) {
        const auto list = turnover::otio::read_text(
            timeline(audio(item("Clip.2", "a", ",\"source_range\":" + range(24, 48, rate))),
                     ",\"global_start_time\":" + time(86400, rate)),
            "list.otio", {});
        ASSERT_TRUE(list) << rate;
        EXPECT_EQ(list->timecode.rate, (FrameRate{24000, 1001})) << rate;
        EXPECT_EQ(list->start, FramePos{86400}) << rate;
        EXPECT_EQ(list->tracks[0].events[0].record.start, (Rational{36036, 10})) << rate; // 3603.6 s
        EXPECT_EQ(list->tracks[0].events[0].record.length(), (Rational{2002, 1000})) << rate;
    }
}

TEST(OtioRead, a_collection_holds_several_timelines) {
    const std::string both = holder("SerializableCollection.1",
                                    timeline(audio(clip("a", 0, 4))) + "," +
                                        item("Timeline.1", "Two", ",\"tracks\":" + holder("Stack.1", "")));
    const auto second = turnover::otio::read_text(both, "list.otio", {.timecode = {}, .sequence = "Two"});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->name, "Two");
    EXPECT_EQ(second->others, std::vector<std::string>{"Reel"});
}

TEST(OtioRead, what_is_no_timeline_is_refused_in_a_sentence) {
    for (const auto& [text, sentence] : std::vector<std::pair<std::string, std::string>>{
             {R"({"OTIO_SCHEMA":"Marker.2"})",
              "list.otio holds no timeline; expected OTIO_SCHEMA Timeline, Stack, Track "
              "or a collection of them."},
             {"[1, 2", "list.otio, line 1, column 6: not valid JSON: unexpected end of input; expected ']'."},
             {R"({"OTIO_SCHEMA":"Timeline.1","name":"x","tracks":null})",
              "list.otio: the timeline \"x\" has no tracks; export it again."}}) {
        const auto list = turnover::otio::read_text(text, "list.otio", {});
        ASSERT_FALSE(list) << text;
        EXPECT_EQ(list.error().sentence, sentence);
    }
    EXPECT_FALSE(turnover::otio::sniff(R"({"name": "a session"})", "a.json"));
}

class Quiet : public Progress {
  public:
    bool at(double, std::string_view) override { return true; }
};

std::filesystem::path zipped(const std::filesystem::path& file,
                             const std::vector<std::pair<std::string, std::string>>& entries) {
    int error = 0;
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE, &error);
    for (const auto& [name, text] : entries) {
        const auto at = zip_file_add(
            archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
        EXPECT_EQ(zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0), 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    return file;
}

TEST(Otioz, media_in_the_archive_is_found_and_unpacked_and_nothing_leads_out_of_it) {
    const test::TempFolder folder;
    const std::string list = timeline(audio(clip("a", 0, 4, media("media/a%20b.wav", 0, 100)) + "," +
                                            clip("b", 0, 4, media("../../etc/passwd", 0, 100))));
    const std::string sound(100'000, 'x');
    const auto file = zipped(folder.path() / "reel.otioz", {{"version.txt", "1.0"},
                                                            {"content.otio", list},
                                                            {"media/a b.wav", sound},
                                                            {"../../etc/passwd", "no"}});
    const auto read = turnover::read_turnover(file);
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->sources.size(), 2U);
    EXPECT_EQ(read->sources[0].essence,
              (conform::Essence{"media/a b.wav", conform::EssenceKind::file, 100'000}));
    EXPECT_FALSE(read->sources[1].essence);
    ASSERT_EQ(read->diagnostics.size(), 1U);
    EXPECT_EQ(read->diagnostics[0].code, "otio.entry-refused");

    Quiet progress;
    ASSERT_TRUE(turnover::extract_essence(file, read->sources[0], folder.path() / "out.wav", progress));
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "out.wav"), 100'000U);
    conform::Source wrong;
    wrong.essence = conform::Essence{"../../etc/passwd", conform::EssenceKind::file, 2};
    EXPECT_FALSE(turnover::extract_essence(file, wrong, folder.path() / "out2", progress));
    EXPECT_FALSE(turnover::extract_essence(file, read->sources[1], folder.path() / "out2", progress));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "out2"));
}

TEST(Otioz, a_list_that_is_too_large_or_damaged_is_refused_before_memory_is_asked_for) {
    const test::TempFolder folder;
    const auto bomb =
        zipped(folder.path() / "bomb.otioz", {{"content.otio", std::string(std::size_t{65} << 20, ' ')}});
    const auto large = turnover::read_turnover(bomb);
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().sentence.find("has 68157440 bytes, expected at most 67108864"), std::string::npos)
        << large.error().sentence;
    std::filesystem::resize_file(bomb, 100);
    const auto damaged = turnover::read_turnover(bomb);
    ASSERT_FALSE(damaged);
    EXPECT_NE(damaged.error().sentence.find("is no whole .otioz"), std::string::npos)
        << damaged.error().sentence;
    const auto empty =
        turnover::read_turnover(zipped(folder.path() / "empty.otioz", {{"readme", "content.otio"}}));
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().sentence.find("has no content.otio in it"), std::string::npos);
}

TEST(Otiod, the_list_in_the_folder_is_read) {
    const test::TempFolder folder;
    std::filesystem::create_directory(folder.path() / "reel.otiod");
    std::ofstream(folder.path() / "reel.otiod/content.otio") << timeline(
        audio(clip("a", 0, 4, media("media/a.wav", 0, 9)) + "," + clip("b", 0, 4, media("../b.wav", 0, 9))));
    const auto read = turnover::read_turnover(folder.path() / "reel.otiod");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->sources[0].locators,
              (std::vector<std::string>{(folder.path() / "reel.otiod/media/a.wav").string(), "media/a.wav"}));
    EXPECT_EQ(read->sources[1].locators, std::vector<std::string>{"../b.wav"});
}

} // namespace
} // namespace dub
