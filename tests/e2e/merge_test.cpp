// Two people's copies of one session file, compared and joined by the verbs and by git.

#include <filesystem>

#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;

class TwoPeople : public testing::Test {
  protected:
    TwoPeople() {
        ok({"new", "base.dub"});
        write_tone(folder() / "tone.wav");
        ok({"import", "base.dub", "tone.wav", "--role", "dialogue", "--at", "01:00:10:00"});
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    std::string ok(const std::vector<std::string>& words) {
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, 0) << words.front() << ": " << ran.err;
        return ran.out;
    }
    void edit(const std::string& out, const std::string& edits) {
        write_bytes(folder() / "e.json", edits);
        ok({"edit", "base.dub", "--apply", "e.json", "--out", out});
    }
    json::Json document(const Ran& ran) {
        const auto parsed = json::parse(ran.out, "stdout");
        EXPECT_TRUE(parsed) << ran.out << ran.err;
        return parsed ? *parsed : json::Json();
    }

    TempFolder folder_;
};

TEST_F(TwoPeople, a_session_does_not_differ_from_itself_and_says_what_changed) {
    EXPECT_EQ(ok({"diff", "base.dub", "base.dub"}), "no difference\n");
    edit("mine.dub", R"([{"edit":"move_clips","clips":["tone"],"by":"12f"}])");
    EXPECT_EQ(ok({"diff", "base.dub", "mine.dub"}),
              "tone: clip 'tone' moved 12 frames later, 01:00:10:00 → 01:00:10:12\n");
    const Ran ran = dubstage({"diff", "base.dub", "mine.dub", "--json"}, folder());
    const auto answer = document(ran);
    EXPECT_EQ(answer["equal"], false);
    EXPECT_EQ(answer["changes"][0]["entity"], "clip");
    EXPECT_EQ(answer["changes"][0]["what"], "moved");
    EXPECT_EQ(answer["changes"][0]["from"], "01:00:10:12");
}

TEST_F(TwoPeople, a_version_is_told_against_the_mix) {
    edit("v.dub", R"([{"edit":"add_version","name":"nearfield"},
                      {"edit":"set_version_strip","version":"nearfield","strips":["BG"],"surrounds":-3}])");
    EXPECT_EQ(ok({"diff", "v.dub", "--version", "nearfield"}), "version nearfield: surrounds of BG -3 dB\n");
    const Ran ran = dubstage({"diff", "v.dub", "--version", "airline"}, folder());
    EXPECT_EQ(ran.exit, 3);
    EXPECT_NE(ran.err.find("nearfield"), std::string::npos) << ran.err;
}

TEST_F(TwoPeople, playlists_of_a_track_are_told_against_each_other) {
    edit("p.dub", R"([{"edit":"add_playlist","track":"tone","name":"tight, dry"},
                      {"edit":"move_clips","clips":["tone"],"by":"12f"}])");
    const std::string moved = "tone: clip 'tone' moved 12 frames later, 01:00:10:00 → 01:00:10:12\n";
    EXPECT_EQ(ok({"diff", "p.dub", "--track", "tone", "--playlist", "first,tight, dry"}), moved);
    EXPECT_EQ(ok({"diff", "p.dub", "--track", "tone", "--playlist", "first,first"}), "no difference\n");
    const auto answer = document(
        dubstage({"diff", "p.dub", "--track", "tone", "--playlist", "tight, dry,first", "--json"}, folder()));
    EXPECT_EQ(answer["track"], "tone");
    EXPECT_EQ(answer["a"], "tight, dry");
    EXPECT_EQ(answer["changes"][0]["what"], "moved");
    EXPECT_EQ(answer["changes"][0]["to"], "01:00:11:00");
    const Ran unknown = dubstage({"diff", "p.dub", "--track", "tone", "--playlist", "first,wet"}, folder());
    EXPECT_EQ(unknown.exit, 3);
    EXPECT_NE(unknown.err.find("'wet'; it has 'tight, dry', first"), std::string::npos) << unknown.err;
    EXPECT_EQ(dubstage({"diff", "p.dub", "--track", "x", "--playlist", "a,b"}, folder()).exit, 3);
    EXPECT_EQ(dubstage({"diff", "p.dub", "--track", "tone", "--playlist", "first"}, folder()).exit, 2);
    EXPECT_EQ(dubstage({"diff", "p.dub", "--playlist", "first,first"}, folder()).exit, 2);
    EXPECT_EQ(
        dubstage({"diff", "p.dub", "p.dub", "--track", "tone", "--playlist", "first,first"}, folder()).exit,
        2);
}

TEST_F(TwoPeople, work_on_other_things_is_joined_without_conflict) {
    edit("mine.dub", R"([{"edit":"set_clip_gain","clips":["tone"],"gain":-3}])");
    edit("theirs.dub", R"([{"edit":"set_parameter","strip":"FX","parameter":"fader","value":-6}])");
    ok({"merge", "base.dub", "mine.dub", "theirs.dub", "--out", "both.dub"});
    EXPECT_EQ(ok({"diff", "mine.dub", "both.dub"}), "FX: fader 0 dB → -6 dB\n");
    EXPECT_EQ(ok({"diff", "theirs.dub", "both.dub"}), "tone: clip 'tone': gain 0 dB → -3 dB\n");
}

TEST_F(TwoPeople, conflicts_are_listed_and_theirs_is_kept) {
    edit("mine.dub", R"([{"edit":"set_clip_gain","clips":["tone"],"gain":-3}])");
    edit("theirs.dub", R"([{"edit":"set_clip_gain","clips":["tone"],"gain":-6}])");
    const Ran ran =
        dubstage({"merge", "base.dub", "mine.dub", "theirs.dub", "--out", "both.dub", "--json"}, folder());
    EXPECT_EQ(ran.exit, 1) << ran.err;
    const auto conflicts = document(ran)["conflicts"];
    ASSERT_EQ(conflicts.size(), 1U);
    EXPECT_EQ(conflicts[0]["mine"], "-3 dB");
    EXPECT_EQ(conflicts[0]["theirs"], "-6 dB");
    EXPECT_EQ(conflicts[0]["from"], "01:00:10:00");
    EXPECT_EQ(conflicts[0]["kept"], "playlist 'theirs' of tone");
    ok({"inspect", "both.dub"});
    EXPECT_EQ(dubstage({"merge", "base.dub", "mine.dub", "theirs.dub", "--out", "both.dub"}, folder()).exit,
              2);
}

TEST_F(TwoPeople, another_session_is_no_base) {
    ok({"new", "other.dub"});
    const Ran ran = dubstage({"merge", "other.dub", "base.dub", "base.dub", "--out", "both.dub"}, folder());
    EXPECT_EQ(ran.exit, 3);
    EXPECT_NE(ran.err.find("another session"), std::string::npos) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(folder() / "both.dub"));
}

TEST_F(TwoPeople, a_result_in_another_folder_finds_its_sound) {
    std::filesystem::create_directory(folder() / "deeper");
    ok({"merge", "base.dub", "base.dub", "base.dub", "--out", "deeper/both.dub"});
    EXPECT_EQ(document(dubstage({"inspect", "deeper/both.dub", "--json"}, folder()))["media"][0]["path"],
              "../tone.wav");
    edit("deeper/edited.dub", "[]");
    EXPECT_EQ(document(dubstage({"inspect", "deeper/edited.dub", "--json"}, folder()))["media"][0]["path"],
              "../tone.wav");
}

TEST_F(TwoPeople, what_a_merge_overwrites_by_force_is_kept_as_a_backup) {
    edit("mine.dub", R"([{"edit":"add_track","name":"ADR 1"}])");
    edit("theirs.dub", R"([{"edit":"add_track","name":"ADR 2"}])");
    const std::string mine = bytes_of(folder() / "mine.dub");
    ok({"merge", "base.dub", "mine.dub", "theirs.dub", "--out", "mine.dub", "--force"});
    EXPECT_NE(bytes_of(folder() / "mine.dub"), mine);
    ok({"backups", "mine.dub", "--restore", "2", "--out", "before.dub"});
    EXPECT_EQ(bytes_of(folder() / "before.dub"), mine);
}

TEST_F(TwoPeople, git_joins_sessions_with_the_verb_as_its_driver) {
    if (!is_installed("git")) GTEST_SKIP() << "git is not installed";
    const std::string program = std::string(DUB_BINARY_DIR) + "/dubstage";
    const auto git = [&](std::vector<std::string> words) {
        words.insert(words.begin(),
                     {"-c", "user.name=A", "-c", "user.email=a@b", "-c",
                      "merge.dubstage.driver=" + program + " merge %O %A %B --out %A --force"});
        return run("git", words, folder()).exit;
    };
    std::filesystem::create_directory(folder() / "film");
    std::filesystem::rename(folder() / "base.dub", folder() / "film/film.dub");
    write_bytes(folder() / ".gitattributes", "*.dub merge=dubstage\n");
    ASSERT_EQ(git({"init", "-q", "-b", "main"}), 0);
    ASSERT_EQ(git({"add", ".gitattributes", "film"}), 0);
    ASSERT_EQ(git({"commit", "-qm", "base"}), 0);
    const auto commit = [&](const std::string& edits) {
        write_bytes(folder() / "e.json", edits);
        ok({"edit", "film/film.dub", "--apply", "e.json"});
        return git({"commit", "-qam", "work"});
    };
    ASSERT_EQ(git({"checkout", "-qb", "theirs"}), 0);
    ASSERT_EQ(commit(R"([{"edit":"set_parameter","strip":"FX","parameter":"fader","value":-6}])"), 0);
    ASSERT_EQ(git({"checkout", "-q", "main"}), 0);
    ASSERT_EQ(commit(R"([{"edit":"add_track","name":"ADR 1"}])"), 0);
    EXPECT_EQ(git({"merge", "-q", "-m", "both", "theirs"}), 0);
    const std::string text = bytes_of(folder() / "film/film.dub");
    EXPECT_NE(text.find("ADR 1"), std::string::npos);
    EXPECT_NE(text.find(R"("fader":-6)"), std::string::npos);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder()))
        EXPECT_FALSE(entry.path().filename().string().starts_with(".merge_file")) << entry.path();
}

} // namespace
