// Unsaved work made a session of in another folder.

#include <gtest/gtest.h>

#include "app/document/store.h"
#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;
namespace fs = std::filesystem;

TEST(Recover, a_session_recovered_to_another_folder_finds_its_sound) {
    const TempFolder temporary;
    const fs::path& folder = temporary.path();
    const auto ok = [&](const std::vector<std::string>& words) {
        const Ran ran = dubstage(words, folder);
        EXPECT_EQ(ran.exit, 0) << words.front() << ": " << ran.err;
    };
    for (const char* name : {"film", "saved"})
        fs::create_directory(folder / name);
    ok({"new", "film/film.dub"});
    write_tone(folder / "film/tone.wav");
    ok({"import", "film/film.dub", "film/tone.wav", "--role", "dialogue"});
    {
        auto store = app::Store::open(folder / "film/film.dub", app::Unsaved::recover);
        ASSERT_TRUE(store) << store.error().text();
        ASSERT_TRUE(store->apply({{"set_info", {{"name", {"unsaved"}}}, 0}}, "test"));
    }
    ok({"render", "film/film.dub", "--out", "before.wav"});
    ok({"recover", "film/film.dub", "--out", "saved/film.dub"});
    const auto saved = *json::parse(bytes_of(folder / "saved/film.dub"), "the session");
    EXPECT_EQ(saved["session"]["info"]["name"], "unsaved");
    EXPECT_EQ(saved["session"]["media"][0]["path"], "../film/tone.wav");
    ok({"render", "saved/film.dub", "--out", "after.wav"});
    EXPECT_EQ(ffmpeg_decode(folder / "after.wav"), ffmpeg_decode(folder / "before.wav"));
}

} // namespace
