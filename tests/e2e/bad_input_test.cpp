// Bad input and bad surroundings: a sentence that names the file, the right exit, nothing half-written, and
// the session as it was.

#include <chrono>
#include <csignal>
#include <map>
#include <thread>

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;

class BadInput : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_EQ(dubstage({"new", "s.dub", "--layout", "2.0"}, folder()).exit, 0);
        write_tone(folder() / "tone.wav");
        const Ran ran = dubstage({"import", "s.dub", "tone.wav", "--role", "dialogue"}, folder());
        ASSERT_EQ(ran.exit, 0) << ran.err;
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    // The exit, a sentence with `named` in it, and a folder in which not one byte is different.
    void expect_refused(int exit, const std::vector<std::string>& words, const std::string& named) {
        std::map<std::string, std::string> before;
        for (const auto& file : files_below(folder()))
            before[file] = bytes_of(folder() / file);
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, exit) << words.front() << ": " << ran.err;
        EXPECT_NE(ran.err.find(named), std::string::npos) << ran.err;
        EXPECT_TRUE(ran.out.empty()) << ran.out;
        std::map<std::string, std::string> after;
        for (const auto& file : files_below(folder()))
            after[file] = bytes_of(folder() / file);
        EXPECT_TRUE(before == after) << words.front();
    }
    // Waits until more than a megabyte of output stands there, 10 s at most.
    [[nodiscard]] bool writes_soon() const {
        const auto is_large = [&](const std::string& file) {
            std::error_code gone;
            const auto bytes = std::filesystem::file_size(folder() / file, gone);
            return !gone && bytes > 1'000'000;
        };
        for (int i = 0; i < 5000 && std::ranges::none_of(files_below(folder()), is_large); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return std::ranges::any_of(files_below(folder()), is_large);
    }
    void expect_bad_sound(const std::string& name, const std::string& bytes) {
        write_bytes(folder() / name, bytes);
        expect_refused(3, {"import", "s.dub", name}, name);
        expect_refused(3, {"inspect", name}, name);
        expect_refused(3, {"measure", name}, name);
    }
    // The session's text with one thing exchanged.
    void expect_bad_session(const std::string& from, const std::string& to) {
        std::string text = bytes_of(folder() / "s.dub");
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from << " is not in " << text;
        write_bytes(folder() / "bad.dub", text.replace(at, from.size(), to));
        expect_refused(3, {"render", "bad.dub", "--out", "mix.wav"}, "bad.dub");
        expect_refused(3, {"import", "bad.dub", "tone.wav"}, "bad.dub");
        expect_refused(3, {"inspect", "bad.dub"}, "bad.dub");
    }

    TempFolder folder_;
};

// Offsets in a plain RIFF file whose fmt chunk is found by name.
std::string with_u16(std::string bytes, std::size_t offset_in_fmt, std::uint16_t value) {
    const std::size_t at = bytes.find("fmt ") + 8 + offset_in_fmt;
    bytes[at] = static_cast<char>(value & 0xFF);
    bytes[at + 1] = static_cast<char>(value >> 8);
    return bytes;
}

TEST_F(BadInput, a_missing_file_is_named) {
    expect_refused(3, {"import", "s.dub", "nowhere.wav"}, "nowhere.wav");
    expect_refused(3, {"inspect", "nowhere.wav"}, "nowhere.wav");
    expect_refused(3, {"render", "nowhere.dub", "--out", "mix.wav"}, "nowhere.dub");
    expect_refused(3, {"edit", "s.dub", "--apply", "nowhere.json"}, "nowhere.json");
}

TEST_F(BadInput, one_bad_file_of_several_imports_none) {
    write_bytes(folder() / "bad.wav", "RIFF");
    expect_refused(3, {"import", "s.dub", "tone.wav", "bad.wav", "--copy"}, "bad.wav");
}

TEST_F(BadInput, an_empty_file) { expect_bad_sound("empty.wav", ""); }

TEST_F(BadInput, noise_that_is_no_format) { expect_bad_sound("noise.wav", std::string(5000, '\x5a')); }

TEST_F(BadInput, a_truncated_file) {
    const std::string whole = bytes_of(folder() / "tone.wav");
    expect_bad_sound("header-only.wav", whole.substr(0, 30));
    expect_bad_sound("half.wav", whole.substr(0, whole.size() / 2));
}

TEST_F(BadInput, a_header_that_contradicts_itself) {
    const std::string whole = bytes_of(folder() / "tone.wav");
    expect_bad_sound("no-channels.wav", with_u16(whole, 2, 0));
    expect_bad_sound("wrong-align.wav", with_u16(whole, 12, 7));
    expect_bad_sound("no-bits.wav", with_u16(whole, 14, 0));
    expect_bad_sound("absurd-rate.wav", with_u16(whole, 6, 0x7FFF)); // over two thousand million Hz
}

TEST_F(BadInput, a_file_without_samples) {
    std::string header = "RIFF";
    const auto put = [&](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            header += static_cast<char>(value >> (8 * i) & 0xFF);
    };
    put(36, 4), header += "WAVEfmt ", put(16, 4), put(1, 2), put(1, 2), put(48000, 4), put(96000, 4),
        put(2, 2), put(16, 2);
    header += "data", put(0, 4);
    write_bytes(folder() / "silent.wav", header);
    expect_refused(3, {"import", "s.dub", "silent.wav"}, "silent.wav");
}

TEST_F(BadInput, rf64_without_its_sizes) {
    std::string bytes = bytes_of(folder() / "tone.wav");
    bytes.replace(0, 8, "RF64\xFF\xFF\xFF\xFF");
    expect_bad_sound("no-ds64.wav", bytes);
}

TEST_F(BadInput, a_list_without_events) {
    write_bytes(folder() / "reel.edl", "TITLE: REEL\nFCM: NON-DROP FRAME\n");
    expect_refused(3, {"import", "s.dub", "reel.edl"}, "reel.edl"); // inspect tells what is wrong with it
}

TEST_F(BadInput, a_session_into_itself) { expect_refused(3, {"import", "s.dub", "s.dub"}, "s.dub"); }

TEST_F(BadInput, a_session_that_is_no_json) {
    write_bytes(folder() / "bad.dub", bytes_of(folder() / "s.dub").substr(0, 100));
    expect_refused(3, {"render", "bad.dub", "--out", "mix.wav"}, "bad.dub");
    expect_refused(3, {"deliver", "bad.dub", "--spec", "stems", "--out", "delivery"}, "bad.dub");
}

TEST_F(BadInput, a_session_with_a_dangling_id) { expect_bad_session("\"media\":\"m", "\"media\":\"m9"); }

TEST_F(BadInput, a_session_of_a_newer_version) { expect_bad_session("\"version\":[1,", "\"version\":[99,"); }

TEST_F(BadInput, a_session_whose_buses_feed_each_other) {
    // The printmaster (b1) is fed by the dialogue stem (b2): let the foley stem (b3) feed itself.
    const std::string text = bytes_of(folder() / "s.dub");
    const std::size_t bus = text.find("\"id\":\"b3\"");
    ASSERT_NE(bus, std::string::npos) << text;
    const std::size_t line = text.rfind('\n', bus);
    const std::size_t output = text.find("\"output\":\"b1\"", line);
    ASSERT_NE(output, std::string::npos);
    std::string cycle = text;
    cycle.replace(output, 13, "\"output\":\"b3\"");
    write_bytes(folder() / "cycle.dub", cycle);
    expect_refused(3, {"render", "cycle.dub", "--out", "mix.wav"}, "cycle.dub");
}

TEST_F(BadInput, feedback_is_refused_with_its_path) {
    write_bytes(folder() / "e.json", R"([{"edit":"add_bus","name":"ONE","kind":"predub"},
        {"edit":"add_bus","name":"TWO","kind":"predub","output":"ONE"},
        {"edit":"set_output","strip":"ONE","to":"TWO"}])");
    expect_refused(3, {"edit", "s.dub", "--apply", "e.json"}, "'ONE' -> ");
    expect_refused(3, {"edit", "s.dub", "--apply", "e.json"}, "'TWO' -> ");
}

TEST_F(BadInput, a_parameter_beyond_its_range_is_clamped_and_told) {
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"fader","value":70},
        {"edit":"write_lane","strip":"tone","parameter":"pan.x","points":[["01:00:00:00",-9],["01:00:01:00",0]]}])");
    const Ran ran = dubstage({"edit", "s.dub", "--apply", "e.json"}, folder());
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_NE(ran.err.find("70 for 'fader' beyond -144 to 12 dB: it is 12 now"), std::string::npos)
        << ran.err;
    EXPECT_NE(ran.err.find("1 of the points for 'pan.x' beyond -1 to 1"), std::string::npos) << ran.err;
    EXPECT_NE(bytes_of(folder() / "s.dub").find("\"fader\":12"), std::string::npos);
}

TEST_F(BadInput, parameters_and_lanes_that_a_file_got_wrong_are_made_good_and_told) {
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"fader","value":-7},
        {"edit":"write_lane","strip":"tone","parameter":"pan.x","points":[["01:00:00:00",-0.25],["01:00:01:00",0.5]]}])");
    ASSERT_EQ(dubstage({"edit", "s.dub", "--apply", "e.json"}, folder()).exit, 0);
    std::string text = bytes_of(folder() / "s.dub");
    const auto exchange = [&](const std::string& from, const std::string& to) {
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from << " is not in " << text;
        text.replace(at, from.size(), to);
    };
    exchange("\"fader\":-7", "\"fader\":70");
    exchange("[172800000,-0.25],[172848000,0.5]", "[172848000,0.5],[172824000,null],[172800000,-9]");
    write_bytes(folder() / "bad.dub", text);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"inspect", "bad.dub"}, {"render", "bad.dub", "--out", "mix.wav"}}) {
        const Ran ran = dubstage(words, folder());
        EXPECT_LE(ran.exit, 1) << ran.err;
        for (const char* const told : {"bad.dub, line ", "'fader' at 70, outside -144 to 12 dB; it is 12 now",
                                       "out of order", "without a number are left out: 1", "-1 to 1"})
            EXPECT_NE(ran.err.find(told), std::string::npos) << words.front() << ": " << ran.err;
    }
    write_bytes(folder() / "e.json",
                R"([{"edit":"set_parameter","strip":"tone","parameter":"trim","value":1}])");
    ASSERT_EQ(dubstage({"edit", "bad.dub", "--apply", "e.json", "--force"}, folder()).exit, 0);
    const Ran mended = dubstage({"inspect", "bad.dub"}, folder());
    EXPECT_EQ(mended.err.find("outside"), std::string::npos) << "saved, it is sound: " << mended.err;
    EXPECT_NE(bytes_of(folder() / "bad.dub").find("[172800000,-1.0],[172848000,0.5]"), std::string::npos);
}

TEST_F(BadInput, a_template_that_no_longer_fits_says_what_differs) {
    ASSERT_EQ(dubstage({"new", "t.dub", "--layout", "5.1"}, folder()).exit, 0);
    write_bytes(folder() / "e.json",
                R"([{"edit":"add_track","name":"tone","layout":"5.1","role":"dialogue"},
        {"edit":"add_track","name":"ALIEN","layout":"mono","role":"effects"},
        {"edit":"add_bus","name":"FAR","kind":"return"},
        {"edit":"add_send","strip":"tone","to":"FAR"},
        {"edit":"add_insert","strip":"tone","processor":"filter"}])");
    const Ran made = dubstage({"edit", "t.dub", "--apply", "e.json"}, folder());
    ASSERT_EQ(made.exit, 0) << made.err;
    const Ran brought = dubstage({"import", "s.dub", "t.dub", "--what", "strips,inserts,sends"}, folder());
    for (const char* const told : {"in the other session it is 5.1", "'FAR', which is not here", "'ALIEN'"})
        EXPECT_NE(brought.err.find(told), std::string::npos) << brought.err;
    std::string text = bytes_of(folder() / "t.dub");
    const std::size_t at = text.find("\"processor\":\"filter\"");
    ASSERT_NE(at, std::string::npos);
    write_bytes(folder() / "newer.dub", text.replace(at, 20, "\"processor\":\"plate!\""));
    expect_refused(3, {"new", "n.dub", "--template", "newer.dub"}, "(plate!) of ");
}

TEST_F(BadInput, options_that_do_not_suit_the_session) {
    expect_refused(2, {"render", "s.dub", "--out", "mix.wav", "--bus", "ZZ"}, "--bus");
    expect_refused(2, {"render", "s.dub", "--out", "mix.wav", "--from", "01:00:00:24"}, "--from");
    expect_refused(2, {"render", "s.dub", "--out", "mix.wav", "--from", "01:00:00:10", "--to", "01:00:00:10"},
                   "--to");
    expect_refused(2, {"render", "s.dub", "--out", "mix.wav", "--type", "flac"}, "--type");
    expect_refused(2, {"render", "s.dub", "--out", "mix.flac"}, "--out");
    expect_refused(2, {"render", "s.dub", "--out", "mix.wav", "--bits", "20"}, "--bits");
    expect_refused(2, {"render", "s.dub"}, "--out");
    expect_refused(2, {"import", "s.dub", "tone.wav", "--role", "noise"}, "--role");
    expect_refused(2, {"import", "s.dub", "tone.wav", "--at", "tomorrow"}, "--at");
    expect_refused(2, {"new", "t.dub", "--fps", "23"}, "--fps");
    expect_refused(2, {"new", "t.dub", "--layout", "9.1"}, "--layout");
    expect_refused(2, {"new", "t.dub", "--fps", "29.97df", "--start", "01:01:00;00"}, "--start");
    expect_refused(2, {"new", "t.dub", "--template", "film"}, "film-7.1");
    expect_refused(3, {"new", "t.dub", "--template", "tone.wav"}, "tone.wav");
    write_bytes(folder() / "o.dub", bytes_of(folder() / "s.dub"));
    expect_refused(2, {"import", "s.dub", "tone.wav", "--preview"}, "--preview");
    expect_refused(2, {"import", "s.dub", "o.dub", "--pool"}, "--pool");
    expect_refused(2, {"import", "s.dub", "o.dub", "--what", "faders"}, "strips inserts");
    expect_refused(2, {"import", "s.dub", "o.dub", "--map", "tone"}, "OTHERNAME=NAME");
    expect_refused(2, {"import", "s.dub", "o.dub", "--tracks", "nobody"}, "nobody");
    expect_refused(3, {"import", "s.dub", "s.dub", "tone.wav"}, "s.dub");
    expect_refused(3, {"import", "s.dub", "none.dub"}, "none.dub");
    expect_refused(2, {"specs", "no-such-spec"}, "no-such-spec");
    expect_refused(2, {"deliver", "s.dub", "--out", "delivery"}, "--spec");
}

TEST_F(BadInput, missing_media_are_silent_and_told) {
    std::filesystem::remove(folder() / "tone.wav");
    const Ran ran = dubstage({"render", "s.dub", "--out", "mix.wav"}, folder());
    EXPECT_EQ(ran.exit, 1) << ran.err;
    EXPECT_NE(ran.err.find("tone.wav"), std::string::npos) << ran.err;
    EXPECT_EQ(files_below(folder()), (std::vector<std::string>{"mix.wav", "s.dub"}));
    EXPECT_EQ(dubstage({"inspect", "s.dub"}, folder()).exit, 1);
}

TEST_F(BadInput, media_exchanged_for_others_are_told) {
    wave::WriteOptions options;
    options.layout = Layout{Speaker::M};
    write_wave(folder() / "tone.wav", options, {noise(1, 0.1, 48000)});
    const Ran told = dubstage({"render", "s.dub", "--out", "mix.wav"}, folder());
    EXPECT_EQ(told.exit, 1);
    EXPECT_NE(told.err.find("tone.wav"), std::string::npos) << told.err;

    options.layout = Layout{Speaker::L, Speaker::R};
    write_wave(folder() / "tone.wav", options, {noise(1, 0.1, 48000), noise(2, 0.1, 48000)});
    expect_refused(3, {"render", "s.dub", "--out", "stereo.wav"}, "tone.wav");
}

TEST_F(BadInput, media_that_change_while_they_are_read) {
    // Long enough that the change falls into the render: the file is touched as soon as the output grows, for
    // then the recording is open.
    Running render(
        {"render", "s.dub", "--out", "mix.wav", "--to", "01:30:00:00", "--jobs", "1", "--bits", "32f"},
        folder());
    ASSERT_TRUE(writes_soon());
    wave::WriteOptions options;
    options.layout = Layout{Speaker::M};
    write_wave(folder() / "tone.wav", options, {noise(3, 0.1, 48000)});
    EXPECT_EQ(render.wait(), 4);
    EXPECT_EQ(files_below(folder()), (std::vector<std::string>{"s.dub", "tone.wav"}));
}

TEST_F(BadInput, a_folder_that_cannot_be_written) {
    // A file where a folder should be: refused to root, too.
    expect_refused(4, {"render", "s.dub", "--out", "tone.wav/mix.wav"}, "tone.wav/mix.wav");
    expect_refused(4, {"new", "tone.wav/new.dub"}, "tone.wav/new.dub");
    expect_refused(4, {"render", "s.dub", "--out", "no-folder/mix.wav"}, "no-folder/mix.wav");
}

TEST_F(BadInput, a_file_that_may_not_grow) {
    const std::string program = DUB_BINARY_DIR "/dubstage";
    const Ran ran =
        run("sh", {"-c", "ulimit -f 100; exec " + program + " render s.dub --out mix.wav"}, folder());
    EXPECT_EQ(ran.exit, 4) << ran.err;
    EXPECT_NE(ran.err.find("mix.wav"), std::string::npos) << ran.err;
    EXPECT_EQ(files_below(folder()), (std::vector<std::string>{"s.dub", "tone.wav"}));
}

TEST_F(BadInput, a_full_disk) {
    const std::filesystem::path disk = folder() / "disk";
    std::filesystem::create_directory(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0)
        GTEST_SKIP() << "a small disk cannot be mounted here";
    const Ran ran = dubstage({"render", "s.dub", "--out", "disk/mix.wav"}, folder());
    const auto left = files_below(disk);
    ::umount2(disk.c_str(), MNT_DETACH);
    EXPECT_EQ(ran.exit, 4) << ran.err;
    EXPECT_NE(ran.err.find("disk/mix.wav"), std::string::npos) << ran.err;
    EXPECT_TRUE(left.empty());
}

TEST_F(BadInput, an_answer_that_cannot_be_printed) {
    const std::string program = DUB_BINARY_DIR "/dubstage";
    const Ran ran = run("sh", {"-c", "exec " + program + " inspect s.dub > /dev/full"}, folder());
    EXPECT_EQ(ran.exit, 4) << ran.err;
}

class Interrupted : public BadInput, public testing::WithParamInterface<int> {};

TEST_P(Interrupted, a_render_leaves_nothing_and_says_130) {
    Running render({"render", "s.dub", "--out", "mix.wav", "--to", "09:00:00:00"}, folder());
    ASSERT_TRUE(writes_soon());
    ::kill(render.pid(), GetParam());
    EXPECT_EQ(render.wait(), 130);
    EXPECT_EQ(files_below(folder()), (std::vector<std::string>{"s.dub", "tone.wav"}));
}

INSTANTIATE_TEST_SUITE_P(Signals, Interrupted, testing::Values(SIGINT, SIGTERM, SIGHUP));

} // namespace
