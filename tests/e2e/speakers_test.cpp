// A tone sent to each speaker arrives in that channel and no other, in every layout, order and file type
// written. FFmpeg reads the files, not we.

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

constexpr int samples = 12000; // six frames at 24 fps, whole periods of every multiple of 4 Hz
constexpr double amplitude = 0.1;

// A frequency of its own for each speaker.
double hz_of(Speaker speaker) { return 400 + 100 * static_cast<double>(speaker); }

std::string track_of(Speaker speaker) { return "to " + std::string(label(speaker)); }

// One mono track for each speaker of the layout, panned there by edits.
class Speakers : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        if (!is_installed("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
        layout_ = *layout_named(GetParam());
        ASSERT_EQ(dubstage({"new", "s.dub", "--layout", GetParam()}, folder()).exit, 0);
        json::Json edits = json::Json::array();
        for (const Speaker speaker : layout_.speakers()) {
            make_track(speaker);
            if (const auto place = layout_.position(speaker)) {
                edits.push_back(set(speaker, "pan.x", place->x));
                edits.push_back(set(speaker, "pan.y", place->y));
            } else { // the LFE: by its send alone
                edits.push_back({{"edit", "set_parameter"},
                                 {"strip", track_of(speaker)},
                                 {"parameter", "lfe.send"},
                                 {"value", 0}});
            }
        }
        write_bytes(folder() / "edits.json", edits.dump());
        const Ran ran = dubstage({"edit", "s.dub", "--apply", "edits.json"}, folder());
        ASSERT_EQ(ran.exit, 0) << ran.err;
    }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    void make_track(Speaker speaker) {
        const std::string file = std::string(label(speaker)) + ".in.wav";
        wave::WriteOptions options;
        options.layout = Layout{Speaker::M};
        write_wave(folder() / file, options, {tone({hz_of(speaker), amplitude, 0}, {48000}, samples)});
        const Ran ran =
            dubstage({"import", "s.dub", file, "--role", "effects", "--track", track_of(speaker)}, folder());
        ASSERT_EQ(ran.exit, 0) << ran.err;
    }

    static json::Json set(Speaker speaker, const char* parameter, double value) {
        return {{"edit", "set_parameter"},
                {"strip", track_of(speaker)},
                {"parameter", parameter},
                {"value", value}};
    }

    // The rendered files and the speakers the program says they hold.
    std::vector<std::pair<std::string, std::vector<Speaker>>> render(std::vector<std::string> words) {
        const std::vector<std::string> always{"render", "s.dub", "--out", "mix.wav", "--json", "--force"};
        words.insert(words.begin(), always.begin(), always.end());
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, 0) << ran.err;
        const auto document = json::parse(ran.out, "stdout");
        if (!document) throw std::runtime_error(ran.out + ran.err);
        std::vector<std::pair<std::string, std::vector<Speaker>>> files;
        for (const auto& file : document->at("files")) {
            std::vector<Speaker> speakers;
            for (const auto& name : file.at("channels"))
                speakers.push_back(*speaker_named(name.get<std::string>()));
            files.emplace_back(file.at("path").get<std::string>(), speakers);
        }
        return files;
    }

    // The LFE's own track also sounds in the centre, where its panner stands: its tone is looked for in the
    // LFE only.
    void expect_tones(const std::vector<float>& row, Speaker channel, double floor) const {
        for (const Speaker speaker : layout_.speakers()) {
            const double found = amplitude_at(row, hz_of(speaker), 48000);
            const bool also_here = is_lfe(speaker) && channel == Speaker::C;
            if (speaker == channel) {
                EXPECT_NEAR(found, amplitude, 0.001) << label(channel);
            } else if (!also_here) {
                EXPECT_LT(found, floor) << label(speaker) << " in " << label(channel);
            }
        }
    }

    void expect_all_tones(const std::vector<std::string>& words, double floor) {
        std::set<Speaker> found;
        for (const auto& [file, speakers] : render(words)) {
            const Rows rows = ffmpeg_decode(folder() / file);
            ASSERT_EQ(rows.size(), speakers.size()) << file;
            ASSERT_EQ(rows.front().size(), std::size_t{samples}) << file;
            for (std::size_t c = 0; c < rows.size(); ++c)
                expect_tones(rows[c], speakers[c], floor);
            found.insert(speakers.begin(), speakers.end());
        }
        EXPECT_EQ(found.size(), static_cast<std::size_t>(layout_.channels()));
    }

    TempFolder folder_;
    Layout layout_;
};

constexpr double floor_16 = 2e-6; // a tone in 16-bit noise over 12000 samples
constexpr double floor_24 = 1e-8;

TEST_P(Speakers, arrive_at_every_depth) {
    expect_all_tones({"--bits", "16"}, floor_16);
    expect_all_tones({"--bits", "24"}, floor_24);
    expect_all_tones({"--bits", "32f"}, floor_24);
}

TEST_P(Speakers, arrive_in_every_file_type) {
    for (const char* type : {"wav", "rf64", "bw64"})
        expect_all_tones({"--type", type}, floor_24);
}

TEST_P(Speakers, arrive_in_every_order) {
    for (const char* order : {"mask", "smpte", "film"})
        expect_all_tones({"--order", order}, floor_24);
}

TEST_P(Speakers, arrive_in_split_mono) { expect_all_tones({"--split"}, floor_24); }

TEST_P(Speakers, arrive_in_an_adm_file) { expect_all_tones({"--adm"}, floor_24); }

TEST_P(Speakers, are_taken_by_ffmpeg_for_what_they_are) {
    const auto files = render({});
    const std::string file = files.front().first;
    EXPECT_EQ(speakers_by_ffmpeg(ffprobe(folder() / file).layout), files.front().second);
}

TEST_P(Speakers, are_in_smpte_order_without_a_mask_when_asked) {
    const auto files = render({"--order", "smpte"});
    const auto wanted = layout_.speakers();
    EXPECT_EQ(files.front().second, std::vector<Speaker>(wanted.begin(), wanted.end()));
    EXPECT_EQ(ffprobe(folder() / files.front().first).layout, "unknown");
}

INSTANTIATE_TEST_SUITE_P(Layouts, Speakers, testing::Values("2.0", "5.1", "7.1"), [](const auto& layout) {
    std::string name = layout.param;
    name.replace(name.find('.'), 1, "_");
    return "of_" + name;
});

} // namespace
