// Keymaps as data: what is read, what is refused.

#include <gtest/gtest.h>

#include "ui/keymap/key_table.h"
#include "ui/palette/palette.h"

namespace dub::ui {
namespace {

TEST(Keymap, keys_are_read_in_their_order) {
    const auto keymap =
        parse_keymap(R"({"name": "Mine", "keys": {"clip.split": ["B", "Ctrl+E"]}})", "mine.json");
    ASSERT_TRUE(keymap);
    EXPECT_EQ(keymap->id, "mine");
    EXPECT_EQ(keymap->text_of("clip.split"), "B, Ctrl+E");
    EXPECT_TRUE(keymap->of("clip.mute").empty());
}

TEST(Keymap, a_key_that_runs_two_commands_is_refused_with_both_names) {
    const auto keymap = parse_keymap(
        R"({"name": "Mine", "keys": {"clip.split": ["B"], "fade.in": ["Ctrl+F", "B"]}})", "mine.json");
    ASSERT_FALSE(keymap);
    EXPECT_NE(keymap.error().text().find("clip.split"), std::string::npos);
    EXPECT_NE(keymap.error().text().find("fade.in"), std::string::npos);
}

TEST(Keymap, the_keypads_key_is_another_than_the_rows) {
    const auto keymap =
        parse_keymap(R"({"name": "Mine", "keys": {"a": ["Num+1"], "b": ["1"]}})", "mine.json");
    ASSERT_TRUE(keymap) << keymap.error().text();
    EXPECT_EQ(keymap->text_of("a"), "Keypad 1");
}

TEST(Keymap, what_is_no_key_or_no_keymap_is_refused) {
    EXPECT_FALSE(parse_keymap(R"({"name": "Mine", "keys": {"a": ["Hyper+Q+W"]}})", "mine.json"));
    EXPECT_FALSE(parse_keymap(R"({"name": "Mine", "keys": {"a": ["Ctrl+Banana"]}})", "mine.json"));
    EXPECT_FALSE(parse_keymap(R"({"keys": {}})", "mine.json"));
    EXPECT_FALSE(parse_keymap("[1, 2", "mine.json"));
}

TEST(Keymap, the_usual_one_comes_first_and_all_are_read) {
    const auto all = keymaps();
    ASSERT_EQ(all.size(), builtin_keymaps().size());
    EXPECT_EQ(all.front().id, "pro-tools");
}

TEST(Palette, words_match_in_any_order_and_word_beginnings_are_better) {
    EXPECT_GT(match("Split at the cursor Clip", "clip split"), 0);
    EXPECT_EQ(match("Split at the cursor Clip", "fade"), 0);
    EXPECT_GT(match("Fade in", "fa"), match("Crossfade", "fa"));
    EXPECT_GT(match("Anything", ""), 0);
}

TEST(KeyTable, the_page_holds_every_command_and_is_safe) {
    const Commands commands{{"a", "A < B", "Edit", [] {}}, {"b", "Bee", "View", [] {}}};
    const auto keymap = parse_keymap(R"({"name": "Mine & yours", "keys": {"a": ["Ctrl+A"]}})", "mine.json");
    ASSERT_TRUE(keymap);
    const std::string html = key_table_html(commands, *keymap);
    EXPECT_NE(html.find("A &lt; B"), std::string::npos);
    EXPECT_NE(html.find("Mine &amp; yours"), std::string::npos);
    EXPECT_NE(html.find("Bee"), std::string::npos);
}

} // namespace
} // namespace dub::ui
