// A version at another frame rate, its pitch kept or not, as independent programs see its files.

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

constexpr int seconds = 8;
constexpr int tone_from = 4 * 48000; // a tone of 440 Hz from 4 s to 6 s

class OtherRates : public testing::Test {
  protected:
    void SetUp() override {
        if (!is_installed("ffmpeg") || !is_installed("sox")) GTEST_SKIP() << "ffmpeg or sox is not installed";
        wave::WriteOptions mono;
        mono.layout = Layout{Speaker::M};
        Row sound(std::size_t{seconds} * 48000);
        const Row heard = tone({440, 0.25, 0}, {48000}, 2 * 48000);
        std::copy(heard.begin(), heard.end(), sound.begin() + tone_from);
        write_wave(folder() / "tone.wav", mono, {sound});
        ok({"new", "film.dub", "--layout", "2.0"});
        ok({"import", "film.dub", "tone.wav", "--role", "dialogue"});
        write_bytes(folder() / "e.json",
                    R"([{"edit":"add_version","name":"kept","rate":"25","method":"stretch"},
                        {"edit":"add_version","name":"higher","rate":"25"}])");
        ok({"edit", "film.dub", "--apply", "e.json"});
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    void ok(const std::vector<std::string>& words) {
        const Ran ran = dubstage(words, folder());
        ASSERT_EQ(ran.exit, 0) << words.front() << ": " << ran.err;
    }
    // The dialogue stem of a version.
    std::filesystem::path stem_of(const std::string& version) {
        const Ran ran = dubstage(
            {"deliver", "film.dub", "--spec", "stems", "--version", version, "--out", version}, folder());
        const auto report =
            json::parse(bytes_of(folder() / version / ("film_" + version + "_delivery.json")), "the report");
        if (!report) throw std::runtime_error(ran.err);
        const bool noted = report->dump().find("deliver.stretched") != std::string::npos;
        EXPECT_EQ(noted, version == "kept") << version;
        for (const auto& file : (*report)["files"])
            if (file["stem"] == "DX") return folder() / version / file["path"].get<std::string>();
        throw std::runtime_error("no dialogue stem: " + ran.err);
    }
    // What sox takes the left channel for, from `from` on, for a second.
    double hz_by_sox(const std::filesystem::path& file, const std::string& from) {
        const Ran sox = run("sox", {file.string(), "-n", "trim", from, "1", "remix", "1", "stat"}, folder());
        const std::string key = "Rough   frequency:";
        const auto at = sox.err.find(key);
        if (at == std::string::npos) throw std::runtime_error(sox.err);
        return std::stod(sox.err.substr(at + key.size()));
    }

    TempFolder folder_;
};

TEST_F(OtherRates, stretched_it_is_as_long_as_resampled_and_as_high_as_before) {
    const auto kept = stem_of("kept"), higher = stem_of("higher");
    for (const auto& file : {kept, higher}) {
        const Probed probed = ffprobe(file);
        EXPECT_EQ(probed.samples, seconds * 24 * 1920);
        EXPECT_EQ(probed.rate, 48000);
    }
    EXPECT_NEAR(hz_by_sox(kept, "4.3"), 440, 2);
    EXPECT_NEAR(hz_by_sox(higher, "4.3"), 440.0 * 25 / 24, 2);
    const auto begins = [](const Rows& rows) {
        const auto loud = [](float sample) { return std::abs(sample) > 0.05F; };
        return std::ranges::find_if(rows[0], loud) - rows[0].begin();
    };
    constexpr std::int64_t begin = tone_from / 2000 * 1920;
    EXPECT_NEAR(static_cast<double>(begins(ffmpeg_decode(higher))), begin, 48);
    EXPECT_NEAR(static_cast<double>(begins(ffmpeg_decode(kept))), begin, 960); // half a frame
}

} // namespace
