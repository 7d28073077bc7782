// What the verbs say: each key of their documents stands in docs/cli.md, warnings come with a cure, and
// nothing is lost in silence.

#include <algorithm>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;
using json::Json;

class Answers : public testing::Test {
  protected:
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    Ran ok(const std::vector<std::string>& words) {
        Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, 0) << words.front() << ": " << ran.err;
        return ran;
    }
    Json document(std::vector<std::string> words) {
        words.emplace_back("--json");
        const Ran ran = dubstage(words, folder());
        const auto parsed = json::parse(ran.out, "stdout");
        if (!parsed) throw std::runtime_error(words.front() + ": " + parsed.error().text() + ran.err);
        return *parsed;
    }
    void new_with_tone(const std::string& layout, double amplitude = 0.1) {
        ok({"new", "s.dub", "--layout", layout});
        wave::WriteOptions options;
        options.layout = Layout{Speaker::M};
        write_wave(folder() / "tone.wav", options, {tone({997, amplitude, 0}, {48000}, 48000)});
        ok({"import", "s.dub", "tone.wav", "--role", "dialogue", "--at", "01:00:02:05"});
    }
    // The session as a newer version would have saved it.
    void save_with_unknown_keys() {
        std::string text = bytes_of(folder() / "s.dub");
        const auto put = [&](const std::string& from, const std::string& to) {
            const auto at = text.find(from);
            ASSERT_NE(at, std::string::npos) << from;
            text.replace(at, from.size(), to);
        };
        put("\"version\":[1,3]", "\"version\":[1,7]");
        put("\"info\":{", "\"info\":{\"mood\":3,");
        write_bytes(folder() / "s.dub", text);
    }

    TempFolder folder_;
};

void collect_keys(const Json& value, std::set<std::string>& keys) {
    if (value.is_object())
        for (const auto& [key, member] : value.items()) {
            keys.insert(key);
            collect_keys(member, keys);
        }
    if (value.is_array())
        for (const Json& member : value)
            collect_keys(member, keys);
}

TEST_F(Answers, every_key_stands_in_the_contract) {
    std::set<std::string> keys;
    const auto see = [&](const std::vector<std::string>& words) { collect_keys(document(words), keys); };
    see({"new", "s.dub", "--layout", "5.1"});
    write_tone(folder() / "tone.wav");
    see({"import", "s.dub", "tone.wav", "--role", "dialogue"});
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"fader","value":-3},
 {"edit":"add_marker","at":"01:00:00:10","name":"here"}])");
    see({"edit", "s.dub", "--apply", "e.json"});
    see({"edit", "--list"});
    see({"inspect", "s.dub"});
    see({"inspect", "tone.wav"});
    see({"render", "s.dub", "--out", "mix.wav"});
    see({"render", "s.dub", "--out", "adm.wav", "--adm"});
    see({"inspect", "adm.wav"});
    see({"deliver", "s.dub", "--spec", "ebu-r128-5.1,stems,netflix-5.1", "--out", "out", "--level", "meet"});
    see({"measure", "mix.wav", "--spec", "ebu-r128-5.1"});
    see({"check", "out", "--spec", "netflix-5.1"});
    see({"specs"});
    see({"templates"});
    see({"new", "t.dub", "--template", "stereo"});
    see({"import", "t.dub", "s.dub", "--preview"});
    if (is_installed("ffmpeg")) {
        ASSERT_EQ(run("ffmpeg",
                      {"-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x48:r=24:d=1", "-f", "lavfi", "-i",
                       "sine=d=1:r=48000", "-c:v", "mpeg4", "-c:a", "pcm_s16le", "cut.mov"},
                      folder())
                      .exit,
                  0);
        see({"inspect", "cut.mov"});
        see({"import", "s.dub", "cut.mov"});
        see({"inspect", "s.dub"});
    }
    const std::string contract = bytes_of(std::filesystem::path(DUB_SOURCE_DIR) / "docs/cli.md");
    EXPECT_GT(keys.size(), 100U);
    for (const auto& key : keys)
        EXPECT_NE(contract.find("\"" + key + "\""), std::string::npos) << key;
}

TEST_F(Answers, a_render_that_clips_says_so_and_is_done) {
    if (!is_installed("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    new_with_tone("2.0", 0.9);
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"fader","value":6}])");
    ok({"edit", "s.dub", "--apply", "e.json"});
    const Ran whole = ok({"render", "s.dub", "--out", "whole.wav", "--bits", "32f"});
    EXPECT_EQ(whole.err.find("clipped"), std::string::npos) << whole.err;
    std::int64_t beyond = 0; // as ffmpeg reads what was not clipped
    for (const auto& row : ffmpeg_decode(folder() / "whole.wav"))
        beyond += std::ranges::count_if(row, [](float v) { return v >= 1 || v < -1; });
    ASSERT_GT(beyond, 100);

    const Ran clipped = ok({"render", "s.dub", "--out", "mix.wav"});
    for (const std::string& word : {std::to_string(beyond) + " samples", std::string("L "), std::string("R "),
                                    std::string("01:00:02:05"), std::string("--bits 32f")})
        EXPECT_NE(clipped.err.find(word), std::string::npos) << clipped.err;
    const Json told = document({"render", "s.dub", "--out", "again.wav"});
    EXPECT_EQ(told.at("clipped_samples"), beyond);
    EXPECT_EQ(told.at("diagnostics").at(0).at("code"), "sound.clipped");
}

TEST_F(Answers, a_session_of_a_newer_version_is_not_saved_over_in_silence) {
    new_with_tone("2.0");
    save_with_unknown_keys();
    const std::string before = bytes_of(folder() / "s.dub");
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"fader","value":-3}])");
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"edit", "s.dub", "--apply", "e.json"}, {"import", "s.dub", "tone.wav"}}) {
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, 3) << words.front();
        for (const char* word : {"s.dub", "'mood'", "--force"})
            EXPECT_NE(ran.err.find(word), std::string::npos) << ran.err;
        EXPECT_EQ(ran.err.find("--out") != std::string::npos, words.front() == "edit") << ran.err;
        EXPECT_EQ(bytes_of(folder() / "s.dub"), before);
    }
    ok({"edit", "s.dub", "--apply", "e.json", "--out", "other.dub"});
    EXPECT_EQ(bytes_of(folder() / "s.dub"), before);
    ok({"edit", "s.dub", "--apply", "e.json", "--force"});
    EXPECT_EQ(bytes_of(folder() / "s.dub").find("mood"), std::string::npos);
    ok({"import", "s.dub", "tone.wav"}); // nothing more to lose
}

TEST_F(Answers, what_a_session_is_comes_before_what_it_holds) {
    new_with_tone("5.1");
    const std::string text = ok({"inspect", "s.dub"}).out;
    std::size_t last = 0;
    for (const char* key :
         {"kind", "\nname", "\nlayout", "\nfps", "\nstart_tc", "\ntracks", "\nbuses", "\nmedia"}) {
        const std::size_t at = text.find(key);
        ASSERT_NE(at, std::string::npos) << key << "\n" << text;
        EXPECT_GE(at, last) << key << "\n" << text;
        last = at;
    }
}

TEST_F(Answers, a_wave_that_says_its_frame_rate_tells_its_stamp_as_timecode) {
    ok({"new", "s.dub", "--fps", "29.97df", "--layout", "2.0"});
    write_tone(folder() / "tone.wav");
    ok({"import", "s.dub", "tone.wav", "--role", "dialogue", "--at", "01:00:10;05"});
    ok({"render", "s.dub", "--out", "adm.wav", "--adm", "--from", "01:00:10;02"});
    const Json bext = document({"inspect", "adm.wav"}).at("bext");
    EXPECT_EQ(bext.at("time_reference_tc"), "01:00:10;02");
    EXPECT_EQ(bext.at("description"), "s, printmaster 2.0");
    EXPECT_EQ(document({"inspect", "adm.wav", "--fps", "25"}).at("bext").at("time_reference_tc"),
              "01:00:10:01");
}

TEST_F(Answers, mono_files_of_a_set_say_which_channel_they_are) {
    new_with_tone("5.1");
    ok({"render", "s.dub", "--out", "mix.wav", "--bus", "stem:dialogue", "--split"});
    EXPECT_EQ(document({"inspect", "mix.Ls.wav"}).at("bext").at("description"),
              "s, stem dialogue 5.1, channel Ls");
}

TEST_F(Answers, a_missing_recording_is_told_once) {
    new_with_tone("2.0");
    std::filesystem::remove(folder() / "tone.wav");
    const Ran ran = dubstage({"render", "s.dub", "--out", "mix.wav", "--quiet"}, folder());
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
}

TEST_F(Answers, a_folder_that_cannot_be_made_is_told_with_a_cure) {
    new_with_tone("5.1");
    const Ran ran =
        dubstage({"deliver", "s.dub", "--spec", "stems", "--out", "tone.wav/x", "--quiet"}, folder());
    EXPECT_EQ(ran.exit, 4) << ran.err;
    EXPECT_NE(ran.err.find("Cannot make the folder"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("give another"), std::string::npos) << ran.err;
}

TEST_F(Answers, a_session_that_is_missing_is_named_once) {
    const Ran ran = dubstage({"deliver", "nowhere.dub", "--spec", "stems", "--out", "out"}, folder());
    EXPECT_EQ(ran.exit, 3);
    EXPECT_EQ(ran.err.find("nowhere.dub"), ran.err.rfind("nowhere.dub")) << ran.err;
}

TEST_F(Answers, a_spec_in_full_shows_its_limits) {
    const std::string text = ok({"specs", "ebu-r128-5.1"}).out;
    for (const char* word : {"R 128 v5", "2023-11", "EBU R 128 (November 2023)", "verified: yes",
                             "-23.0 +-0.2 LUFS", "<= -1 dBTP", "48000 Hz"})
        EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
}

} // namespace
