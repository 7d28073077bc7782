// From files to files by the verbs, as a person does it by hand.

#include <stdexcept>
#include <tuple>

#include <gtest/gtest.h>

#include "engine/core/timecode.h"
#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;

class Workflow : public testing::Test {
  protected:
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    std::string ok(const std::vector<std::string>& words) {
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, 0) << words.front() << ": " << ran.err;
        return ran.out;
    }
    json::Json document(std::vector<std::string> words) {
        words.emplace_back("--json");
        const std::string out = ok(words);
        const auto parsed = json::parse(out, "stdout");
        if (!parsed) throw std::runtime_error(parsed.error().text() + out);
        return *parsed;
    }
    void new_with_tone(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"new", "s.dub"};
        words.insert(words.end(), more.begin(), more.end());
        ok(words);
        write_tone(folder() / "tone.wav");
        ok({"import", "s.dub", "tone.wav", "--role", "dialogue"});
    }

    TempFolder folder_;
};

TEST_F(Workflow, a_tone_goes_through_at_its_level_and_follows_the_fader) {
    if (!is_installed("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    new_with_tone({"--layout", "5.1"});
    ok({"render", "s.dub", "--out", "as-is.wav"});
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"fader","value":-20}])");
    ok({"edit", "s.dub", "--apply", "e.json"});
    ok({"render", "s.dub", "--out", "quiet.wav"});
    const Rows as_is = ffmpeg_decode(folder() / "as-is.wav");
    const Rows quiet = ffmpeg_decode(folder() / "quiet.wav");
    ASSERT_EQ(as_is.size(), 6U);
    EXPECT_NEAR(amplitude_at(as_is[2], 997, 48000), 0.1, 1e-6); // a dialogue track stands in the centre
    EXPECT_NEAR(amplitude_at(quiet[2], 997, 48000), 0.01, 1e-6);
    EXPECT_LT(amplitude_at(as_is[0], 997, 48000), 1e-8);
}

TEST_F(Workflow, a_rendered_file_is_what_ffprobe_says) {
    if (!is_installed("ffprobe")) GTEST_SKIP() << "ffprobe is not installed";
    new_with_tone();
    ok({"render", "s.dub", "--out", "mix.wav", "--bits", "16"});
    const Probed probed = ffprobe(folder() / "mix.wav");
    EXPECT_EQ(probed.layout, "7.1");
    EXPECT_EQ(probed.rate, 48000);
    EXPECT_EQ(probed.samples, 48000);
    EXPECT_EQ(probed.codec, "pcm_s16le");
}

TEST_F(Workflow, at_23_976_a_file_of_one_hour_carries_its_time_reference) {
    if (!is_installed("ffprobe")) GTEST_SKIP() << "ffprobe is not installed";
    new_with_tone({"--fps", "23.976"});
    ok({"render", "s.dub", "--out", "mix.wav", "--to", "01:00:00:02"});
    EXPECT_EQ(ffprobe(folder() / "mix.wav").time_reference, "172972800");
}

TEST_F(Workflow, at_29_97_a_length_is_the_difference_of_first_samples) {
    if (!is_installed("ffprobe")) GTEST_SKIP() << "ffprobe is not installed";
    new_with_tone({"--fps", "29.97df"});
    const TimecodeFormat format = *timecode_format("29.97df");
    for (const auto& [from, to] : {std::pair{"01:00:00;00", "01:00:00;01"},
                                   {"01:00:00;01", "01:00:00;02"},
                                   {"01:00:00;02", "01:00:00;07"}}) {
        ok({"render", "s.dub", "--out", "part.wav", "--from", from, "--to", to, "--force"});
        const FrameRange frames{*parse_timecode(from, format), *parse_timecode(to, format)};
        EXPECT_EQ(ffprobe(folder() / "part.wav").samples,
                  samples_of(frames, format.rate, {48000}).length().value)
            << from;
    }
}

TEST_F(Workflow, pieces_joined_equal_the_whole) {
    new_with_tone({"--layout", "2.0"});
    for (const auto& [name, from, to] : {std::tuple{"a.wav", "01:00:00:00", "01:00:00:11"},
                                         {"b.wav", "01:00:00:11", "01:00:01:00"},
                                         {"whole.wav", "01:00:00:00", "01:00:01:00"}})
        ok({"render", "s.dub", "--out", name, "--from", from, "--to", to, "--bits", "32f"});
    const auto sound = [&](const char* name) {
        const std::string bytes = bytes_of(folder() / name);
        const auto inspected = document({"inspect", name});
        const std::size_t size = inspected.at("samples").get<std::size_t>() * 8;
        const std::size_t at = bytes.find("data", 12) + 8;
        return bytes.substr(at, size);
    };
    EXPECT_EQ(sound("a.wav") + sound("b.wav"), sound("whole.wav"));
}

TEST_F(Workflow, any_number_of_threads_makes_the_same_bytes) {
    new_with_tone();
    ok({"render", "s.dub", "--out", "one.wav", "--jobs", "1"});
    ok({"render", "s.dub", "--out", "four.wav", "--jobs", "4"});
    EXPECT_TRUE(bytes_of(folder() / "one.wav") == bytes_of(folder() / "four.wav"));
}

TEST_F(Workflow, a_sound_lands_at_its_time_stamp_on_the_session_grid) {
    ok({"new", "s.dub"});
    wave::WriteOptions options;
    options.layout = Layout{Speaker::L, Speaker::R};
    options.rate = {44100};
    options.bext = wave::Bext{};
    options.bext->time_reference = {44100 * 3610};
    const auto row = tone({997, 0.1, 0}, {44100}, 4410);
    write_wave(folder() / "stamped.wav", options, {row, row});
    const auto imported = document({"import", "s.dub", "stamped.wav", "--role", "effects"});
    const auto& track = imported.at("tracks").at(0);
    EXPECT_EQ(track.at("record_in"), "01:00:10:00");
    EXPECT_EQ(track.at("record_in_samples"), 48000 * 3610);
    EXPECT_EQ(track.at("samples"), 4800);
    EXPECT_EQ(track.at("layout"), "2.0");
    EXPECT_EQ(imported.at("diagnostics").at(0).at("code"), "import.rate");
}

TEST_F(Workflow, several_sounds_get_a_track_each_all_at_the_same_place) {
    ok({"new", "s.dub"});
    write_tone(folder() / "one.wav");
    write_tone(folder() / "two.wav");
    const auto imported = document(
        {"import", "s.dub", "one.wav", "two.wav", "--role", "foley", "--track", "FL", "--at", "01:00:02:00"});
    ASSERT_EQ(imported.at("tracks").size(), 2U);
    EXPECT_EQ(imported.at("tracks").at(0).at("name"), "FL 1");
    EXPECT_EQ(imported.at("tracks").at(1).at("name"), "FL 2");
    for (const auto& track : imported.at("tracks"))
        EXPECT_EQ(track.at("record_in"), "01:00:02:00");
    const auto session = document({"inspect", "s.dub"});
    EXPECT_EQ(session.at("tracks").at(0).at("output"), "FOL");
    EXPECT_EQ(session.at("samples"), 3 * 48000);
}

TEST_F(Workflow, copied_media_lie_beside_the_session_and_are_played_from_there) {
    const TempFolder elsewhere;
    write_tone(elsewhere.path() / "tone.wav");
    ok({"new", "s.dub"});
    ok({"import", "s.dub", (elsewhere.path() / "tone.wav").string(), "--role", "music", "--copy"});
    EXPECT_EQ(files_below(folder()), (std::vector<std::string>{"s media/tone.wav", "s.dub"}));
    std::filesystem::remove(elsewhere.path() / "tone.wav");
    ok({"render", "s.dub", "--out", "mix.wav"});
}

TEST_F(Workflow, a_picture_stands_at_its_timecode_and_its_sound_is_a_guide) {
    if (!is_installed("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    const Ran made =
        run("ffmpeg",
            {"-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x48:r=24:d=1", "-f", "lavfi", "-i",
             "sine=d=1:r=48000", "-c:v", "mpeg4", "-c:a", "pcm_s16le", "-timecode", "01:00:05:00", "cut.mov"},
            folder());
    ASSERT_EQ(made.exit, 0) << made.err;
    ok({"new", "s.dub"});
    const auto imported = document({"import", "s.dub", "cut.mov"});
    EXPECT_EQ(imported.at("pictures").at(0).at("at"), "01:00:05:00");
    EXPECT_EQ(imported.at("pictures").at(0).at("frames"), 24);
    ASSERT_EQ(imported.at("tracks").size(), 1U);
    EXPECT_EQ(imported.at("tracks").at(0).at("role"), "guide");
    EXPECT_EQ(imported.at("tracks").at(0).at("record_in"), "01:00:05:00");
}

TEST_F(Workflow, a_flac_is_imported_and_a_wrong_name_is_told) {
    if (!is_installed("sox")) GTEST_SKIP() << "sox is not installed";
    ASSERT_EQ(run("sox",
                  {"-n", "-r", "48000", "-b", "24", "beep.flac", "synth", "0.5", "sine", "440", "gain", "-6"},
                  folder())
                  .exit,
              0);
    std::filesystem::rename(folder() / "beep.flac", folder() / "beep.wav");
    ok({"new", "s.dub"});
    const auto imported = document({"import", "s.dub", "beep.wav", "--role", "effects"});
    EXPECT_EQ(imported.at("tracks").at(0).at("samples"), 24000);
    EXPECT_NE(imported.at("diagnostics").dump().find("beep.wav"), std::string::npos);
}

TEST_F(Workflow, what_exists_is_replaced_only_by_force) {
    new_with_tone();
    write_bytes(folder() / "mix.wav", "mine");
    const Ran refused = dubstage({"render", "s.dub", "--out", "mix.wav"}, folder());
    EXPECT_EQ(refused.exit, 2);
    EXPECT_NE(refused.err.find("--force"), std::string::npos) << refused.err;
    EXPECT_EQ(bytes_of(folder() / "mix.wav"), "mine");
    EXPECT_EQ(dubstage({"new", "s.dub"}, folder()).exit, 2);
    ok({"render", "s.dub", "--out", "mix.wav", "--force"});
    EXPECT_GT(bytes_of(folder() / "mix.wav").size(), 48000U);
}

TEST_F(Workflow, progress_is_told_on_stderr_and_quiet_is_quiet) {
    new_with_tone();
    const Ran loud = dubstage({"render", "s.dub", "--out", "loud.wav"}, folder());
    EXPECT_NE(loud.err.find("100 %"), std::string::npos) << loud.err;
    EXPECT_TRUE(loud.out.empty()) << loud.out;
    const Ran quiet = dubstage({"render", "s.dub", "--out", "quiet.wav", "--quiet"}, folder());
    EXPECT_TRUE(quiet.err.empty()) << quiet.err;
}

TEST_F(Workflow, a_failing_edit_leaves_the_session_as_it_was) {
    new_with_tone();
    const std::string before = bytes_of(folder() / "s.dub");
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"fader","value":-3},
 {"edit":"set_parameter","strip":"nobody","parameter":"fader","value":-3}])");
    const Ran ran = dubstage({"edit", "s.dub", "--apply", "e.json"}, folder());
    EXPECT_EQ(ran.exit, 3);
    EXPECT_NE(ran.err.find("nobody"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("e.json"), std::string::npos) << ran.err;
    EXPECT_EQ(bytes_of(folder() / "s.dub"), before);
}

TEST_F(Workflow, the_list_of_edits_is_data) {
    const auto listed = document({"edit", "--list"});
    EXPECT_GE(listed.at("edits").size(), 30U);
    for (const auto& edit : listed.at("edits"))
        EXPECT_FALSE(edit.at("summary").get<std::string>().empty());
}

TEST_F(Workflow, a_measured_mix_agrees_with_ffmpeg) {
    if (!is_installed("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    new_with_tone({"--layout", "2.0"});
    ok({"render", "s.dub", "--out", "mix.wav"});
    const auto measured = document({"measure", "mix.wav"}).at("files").at(0);
    const Ran theirs =
        run("ffmpeg", {"-i", "mix.wav", "-af", "ebur128=peak=true", "-f", "null", "-"}, folder());
    const std::size_t summary = theirs.err.rfind("I:");
    ASSERT_NE(summary, std::string::npos) << theirs.err;
    EXPECT_NEAR(measured.at("integrated_lufs").get<double>(), std::stod(theirs.err.substr(summary + 2)), 0.1);
    EXPECT_EQ(measured.at("layout"), "2.0");
    EXPECT_EQ(measured.at("sample_rate"), 48000);
}

} // namespace
