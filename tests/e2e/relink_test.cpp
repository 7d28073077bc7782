// Recordings that moved, were renamed, exchanged or lost: what `relink` finds, what it says, and that the mix
// afterwards is the mix before.

#include <filesystem>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;
namespace fs = std::filesystem;

class Relink : public testing::Test {
  protected:
    void SetUp() override {
        for (const char* name : {"one", "two"})
            write("sound/" + std::string(name) + ".wav", Layout{Speaker::M},
                  {std::vector<float>(48000, name[0] == 'o' ? 0.25F : 0.125F)});
        ASSERT_EQ(dubstage({"new", "s.dub", "--layout", "2.0"}, folder()).exit, 0);
        const Ran ran =
            dubstage({"import", "s.dub", "sound/one.wav", "sound/two.wav", "--role", "effects"}, folder());
        ASSERT_EQ(ran.exit, 0) << ran.err;
        before_ = mix("before.wav");
    }
    [[nodiscard]] const fs::path& folder() const { return folder_.path(); }

    void write(const std::string& name, const Layout& layout, const Rows& rows) {
        fs::create_directories((folder() / name).parent_path());
        wave::WriteOptions options;
        options.layout = layout;
        options.rate = {48000};
        write_wave(folder() / name, options, rows);
    }
    std::string mix(const std::string& name) {
        const Ran ran = dubstage({"render", "s.dub", "--out", name, "--bits", "32f"}, folder());
        EXPECT_EQ(ran.exit, 0) << ran.err;
        return output_of_samples(folder() / name);
    }
    static std::string output_of_samples(const fs::path& file) {
        std::string bytes;
        for (const auto& row : ffmpeg_decode(file))
            bytes.append(reinterpret_cast<const char*>(row.data()), row.size() * sizeof(float));
        return bytes;
    }
    json::Json relink(int exit, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"relink", "s.dub", "--media", "elsewhere", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, exit) << ran.err << ran.out;
        const auto parsed = json::parse(ran.out, "stdout");
        if (!parsed) throw std::runtime_error(parsed.error().text() + ran.err);
        return *parsed;
    }
    void move(const std::string& from, const std::string& to) {
        fs::create_directories((folder() / to).parent_path());
        fs::rename(folder() / from, folder() / to);
    }

    TempFolder folder_;
    std::string before_;
};

TEST_F(Relink, a_file_is_known_again_under_another_name_in_another_folder) {
    move("sound/one.wav", "elsewhere/deep/below/RENAMED.bin");
    move("sound/two.wav", "elsewhere/two.wav");
    const auto answer = relink(0);
    ASSERT_EQ(answer["relinked"].size(), 2U);
    EXPECT_EQ(answer["relinked"][0]["by"], "identity");
    EXPECT_EQ(answer["relinked"][0]["to"], "elsewhere/deep/below/RENAMED.bin");
    EXPECT_EQ(answer["relinked"][0]["from"], "sound/one.wav");
    EXPECT_TRUE(answer["missing"].empty());
    EXPECT_EQ(mix("after.wav"), before_) << "the same recordings must sound the same";
}

TEST_F(Relink, another_file_of_the_name_is_taken_with_a_warning_when_it_fits) {
    fs::remove(folder() / "sound/one.wav");
    write("elsewhere/ONE.WAV", Layout{Speaker::M}, {std::vector<float>(50000, 0.5F)});
    const auto answer = relink(0);
    ASSERT_EQ(answer["relinked"].size(), 1U);
    EXPECT_EQ(answer["relinked"][0]["by"], "name");
    EXPECT_EQ(answer["diagnostics"][0]["code"], "relink.by-name");
    EXPECT_EQ(dubstage({"render", "s.dub", "--out", "x.wav"}, folder()).exit, 0)
        << "its identity is that of the new file";
}

TEST_F(Relink, a_file_of_another_shape_or_one_of_several_is_not_taken) {
    fs::remove(folder() / "sound/one.wav");
    fs::remove(folder() / "sound/two.wav");
    write("elsewhere/one.wav", Layout{Speaker::L, Speaker::R},
          {std::vector<float>(48000, 0.5F), std::vector<float>(48000, 0.5F)});
    for (const char* place : {"elsewhere/a/two.wav", "elsewhere/b/two.wav"})
        write(place, Layout{Speaker::M}, {std::vector<float>(48000, place[10] == 'a' ? 0.5F : 0.75F)});
    const std::string session = bytes_of(folder() / "s.dub");
    const auto answer = relink(1);
    EXPECT_TRUE(answer["relinked"].empty());
    ASSERT_EQ(answer["missing"].size(), 2U);
    EXPECT_EQ(answer["diagnostics"][0]["code"], "relink.other-shape");
    EXPECT_EQ(answer["diagnostics"][1]["code"], "relink.ambiguous");
    EXPECT_EQ(bytes_of(folder() / "s.dub"), session) << "nothing was found, nothing is saved";
}

TEST_F(Relink, what_is_found_is_saved_even_when_the_rest_stays_missing) {
    move("sound/one.wav", "elsewhere/one.wav");
    fs::remove(folder() / "sound/two.wav");
    const auto answer = relink(1);
    ASSERT_EQ(answer["relinked"].size(), 1U);
    ASSERT_EQ(answer["missing"].size(), 1U);
    EXPECT_EQ(answer["missing"][0]["path"], "sound/two.wav");
    EXPECT_NE(bytes_of(folder() / "s.dub").find("elsewhere/one.wav"), std::string::npos);
}

TEST_F(Relink, an_exchanged_file_is_replaced_by_the_one_that_was_imported) {
    move("sound/one.wav", "elsewhere/original.wav");
    write("sound/one.wav", Layout{Speaker::M}, {std::vector<float>(48000, 0.5F)});
    const auto answer = relink(0);
    ASSERT_EQ(answer["relinked"].size(), 1U);
    EXPECT_EQ(mix("after.wav"), before_);
}

TEST_F(Relink, saved_elsewhere_the_paths_lead_there) {
    move("sound/one.wav", "elsewhere/one.wav");
    fs::create_directories(folder() / "copies");
    relink(0, {"--out", "copies/s.dub"});
    const std::string copy = bytes_of(folder() / "copies/s.dub");
    EXPECT_NE(copy.find("../elsewhere/one.wav"), std::string::npos);
    EXPECT_NE(copy.find("../sound/two.wav"), std::string::npos);
    EXPECT_EQ(bytes_of(folder() / "s.dub").find("elsewhere"), std::string::npos);
}

TEST_F(Relink, a_picture_is_found_by_its_name_and_its_length) {
    ASSERT_EQ(run("ffmpeg",
                  {"-v", "error", "-f", "lavfi", "-i", "color=s=64x48:r=24:d=2", "-c:v", "mpeg4", "film.mov"},
                  folder())
                  .exit,
              0);
    ASSERT_EQ(dubstage({"import", "s.dub", "film.mov"}, folder()).exit, 0);
    move("film.mov", "elsewhere/cut 3/FILM.mov");
    const auto answer = relink(0);
    ASSERT_EQ(answer["relinked"].size(), 1U);
    EXPECT_EQ(answer["relinked"][0]["to"], "elsewhere/cut 3/FILM.mov");
    EXPECT_EQ(answer["relinked"][0]["media"].get<std::string>().front(), 'p');
    fs::remove(folder() / "elsewhere/cut 3/FILM.mov");
    EXPECT_EQ(relink(1)["missing"].size(), 1U);
}

TEST_F(Relink, where_nothing_is_missing_nothing_is_done) {
    fs::create_directories(folder() / "elsewhere");
    const std::string session = bytes_of(folder() / "s.dub");
    const auto answer = relink(0);
    EXPECT_TRUE(answer["relinked"].empty());
    EXPECT_EQ(bytes_of(folder() / "s.dub"), session);
    EXPECT_EQ(dubstage({"relink", "s.dub", "--media", "no such folder"}, folder()).exit, 3);
    EXPECT_EQ(dubstage({"relink", "s.dub"}, folder()).exit, 2);
}

} // namespace
