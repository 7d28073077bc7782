// A series: the second episode is set up from the first, by the verbs.

#include <algorithm>
#include <map>
#include <stdexcept>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;

class SharedSetup : public testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directory(folder() / "ep1");
        ok({"new", "ep1/ep1.dub", "--template", "film-7.1", "--layout", "5.1", "--show", "Harbour",
            "--season", "S01", "--episode", "E01"});
        write_tone(folder() / "ep1/tone.wav");
        ok({"import", "ep1/ep1.dub", "ep1/tone.wav", "--role", "dialogue", "--track", "DX 9"});
        write_bytes(folder() / "e.json",
                    R"([{"edit":"set_parameter","strip":"DX 9","parameter":"fader","value":-6},
 {"edit":"add_insert","strip":"DX 9","processor":"gain"},
 {"edit":"add_send","strip":"DX 9","to":"DX RETURN"},
 {"edit":"add_marker","at":"01:00:00:10","name":"door"},
 {"edit":"write_lane","strip":"DX 9","parameter":"pan.x","points":[["01:00:00:00",0],["01:00:00:12",1]]}])");
        ok({"edit", "ep1/ep1.dub", "--apply", "e.json"});
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    std::string ok(const std::vector<std::string>& words) {
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, 0) << words.front() << ": " << ran.err;
        return ran.out;
    }
    json::Json document(std::vector<std::string> words) {
        words.emplace_back("--json");
        const auto parsed = json::parse(ok(words), "stdout");
        if (!parsed) throw std::runtime_error(parsed.error().text());
        return *parsed;
    }
    json::Json session(const std::string& name) {
        return (*json::parse(bytes_of(folder() / name), name))["session"];
    }
    // The line of a track, without what differs from session to session.
    static json::Json track(const json::Json& session, const std::string& name) {
        for (const auto& one : session["tracks"])
            if (one["name"] == name) return one;
        throw std::runtime_error("no track " + name);
    }

    TempFolder folder_;
};

TEST_F(SharedSetup, the_second_episode_is_set_up_from_the_first_in_one_command) {
    ok({"new", "ep2.dub", "--template", "ep1/ep1.dub", "--episode", "E02"});
    const auto one = session("ep1/ep1.dub");
    const auto two = session("ep2.dub");
    EXPECT_EQ(two["tracks"], one["tracks"]); // colours, strips, inserts, sends, outputs
    EXPECT_EQ(two["buses"], one["buses"]);
    EXPECT_EQ(two["versions"], one["versions"]);
    EXPECT_EQ(two["version_strips"], one["version_strips"]);
    for (const char* empty : {"clips", "media", "lanes", "markers", "pictures", "prints"})
        EXPECT_TRUE(two[empty].empty()) << empty;
    EXPECT_EQ(two["info"]["facts"]["show"], "Harbour");
    EXPECT_EQ(two["info"]["facts"]["episode"], "E02");
}

TEST_F(SharedSetup, the_recut_second_episode_lists_only_what_the_recut_changed) {
    ok({"new", "ep2.dub", "--template", "ep1/ep1.dub", "--episode", "E02"});
    ok({"import", "ep2.dub", "ep1/tone.wav", "--pool"});
    const auto apply = [&](const std::string& edits) {
        write_bytes(folder() / "e.json", edits);
        ok({"edit", "ep2.dub", "--apply", "e.json"});
    };
    // No level is a whole step of 24 bits: a file that is exact is not dithered, and differs throughout when
    // it no longer is.
    apply(R"([{"edit":"set_parameter","strip":"FX A 1","parameter":"fader","value":-1},
              {"edit":"add_clip","track":"DX 9","media":"tone","at":"01:00:00:00","name":"one"},
              {"edit":"add_clip","track":"DX 9","media":"tone","at":"01:00:02:00","name":"two"},
              {"edit":"add_clip","track":"DX 9","media":"tone","at":"01:00:04:00","name":"three"},
              {"edit":"add_clip","track":"FX A 1","media":"tone","at":"01:00:01:00"},
              {"edit":"add_clip","track":"FX A 1","media":"tone","at":"01:00:07:00"}])");
    const auto deliver = [&](const std::string& out, std::vector<std::string> more) {
        std::vector<std::string> words{"deliver", "ep2.dub", "--spec", "stems", "--out", out};
        words.insert(words.end(), more.begin(), more.end());
        const Ran ran = dubstage(words, folder());
        EXPECT_LE(ran.exit, 1) << ran.err; // rules of loudness are another test's
        return *json::parse(bytes_of(folder() / out / "ep2_delivery.json"), "the report");
    };
    const auto first = deliver("first", {});
    EXPECT_GE(first["files"].size(), 5U); // of a film's stems
    ASSERT_TRUE(deliver("same", {"--against", "first"})["changed"].empty());

    // The second line ends 6 frames earlier, the third comes 12 frames later.
    apply(R"([{"edit":"trim_clip","clip":"two","end":"01:00:02:18"},
              {"edit":"move_clips","clips":["three"],"by":"12f"}])");
    const auto recut = deliver("recut", {"--against", "first"});
    EXPECT_TRUE(recut["not_compared"].empty()) << recut["not_compared"];
    std::map<std::string, std::vector<std::pair<int, int>>> changed;
    for (const auto& range : recut["changed"])
        changed[range["file"]].emplace_back(range["from_samples"].get<int>(), range["to_samples"].get<int>());
    ASSERT_FALSE(changed.empty());
    for (const auto& [file, ranges] : changed) {
        EXPECT_EQ(file.find("FX"), std::string::npos) << file;
        ASSERT_EQ(ranges.size(), 2U) << file;
        const std::vector<std::pair<int, int>> expected{{132000, 144000}, {192000, 264000}};
        for (std::size_t i = 0; i < 2; ++i) { // the strip's filters ring on, for less than a frame
            EXPECT_NEAR(ranges[i].first, expected[i].first, 24) << file;
            EXPECT_GE(ranges[i].second, expected[i].second - 24) << file;
            EXPECT_LT(ranges[i].second, expected[i].second + 2000) << file;
        }
    }
    const auto is_dialogue = [](const auto& entry) { return entry.first.find("DX") != std::string::npos; };
    EXPECT_EQ(std::ranges::count_if(changed, is_dialogue), 1) << recut["changed"];
}

TEST_F(SharedSetup, a_track_of_the_first_is_made_in_the_second_with_its_sound) {
    ok({"new", "ep2.dub", "--template", "film-7.1", "--layout", "5.1"});
    const auto told = document({"import", "ep2.dub", "ep1/ep1.dub", "--tracks", "DX 9", "--what",
                                "strips,inserts,sends,automation,clips,markers", "--make"});
    EXPECT_EQ(told["tracks"][0]["by"], "made");
    EXPECT_EQ(told["clips"], 1);
    EXPECT_EQ(told["lanes"], 1);
    EXPECT_EQ(told["markers"], 1); // the template's own two are there
    const auto two = session("ep2.dub");
    const auto made = track(two, "DX 9");
    EXPECT_EQ(made["values"]["fader"], -6.0);
    EXPECT_EQ(made["inserts"].size(), 1U);
    EXPECT_EQ(made["sends"].size(), 1U);
    EXPECT_EQ(two["media"][0]["path"], "ep1/tone.wav");
    ok({"render", "ep2.dub", "--out", "two.wav"});
    ok({"render", "ep1/ep1.dub", "--out", "one.wav"});
    EXPECT_EQ(bytes_of(folder() / "two.wav").substr(4096), bytes_of(folder() / "one.wav").substr(4096));
}

TEST_F(SharedSetup, a_preview_tells_and_changes_nothing) {
    ok({"new", "ep2.dub", "--template", "film-7.1"});
    const std::string before = bytes_of(folder() / "ep2.dub");
    const auto told = document({"import", "ep2.dub", "ep1/ep1.dub", "--what", "strips,sends", "--preview"});
    EXPECT_TRUE(told["preview"]);
    EXPECT_EQ(bytes_of(folder() / "ep2.dub"), before);
    const auto nine =
        std::ranges::find_if(told["tracks"], [](const auto& row) { return row["from"] == "DX 9"; });
    ASSERT_NE(nine, told["tracks"].end());
    EXPECT_TRUE((*nine)["to"].is_null());
    EXPECT_EQ(told["diagnostics"][0]["code"], "transfer.no-track");
}

TEST_F(SharedSetup, the_map_says_which_track_is_which) {
    ok({"new", "ep2.dub", "--template", "film-7.1"});
    const auto told = document(
        {"import", "ep2.dub", "ep1/ep1.dub", "--tracks", "DX 9", "--what", "strips", "--map", "DX 9=DX 1"});
    EXPECT_EQ(told["tracks"][0]["to"], "DX 1");
    EXPECT_EQ(track(session("ep2.dub"), "DX 1")["values"]["fader"], -6.0);
}

} // namespace
