// Rules for placing turnovers, read and written.

#include <gtest/gtest.h>

#include "formats/project/place_rules.h"

namespace {

using namespace dub;
using namespace dub::conform;

TEST(PlaceRules, what_is_written_is_read_back) {
    PlaceRules rules;
    rules.dual_mono = DualMono::keep;
    rules.pan = CuttingRoomPan::keep;
    rules.tracks = {{"A?", "dialogue.*", "#ff0000", "dx", Take::yes, session::Role::dialogue, "DX"},
                    {"*mixdown*", "", "", "", Take::no, {}, ""}};
    const auto read = project::place_rules_from_text(project::to_text(rules), "rules.json");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, rules);
}

TEST(PlaceRules, what_is_not_known_is_named) {
    const std::string head = R"({"format":"dubstage-place-rules","version":1,)";
    for (const auto& [text, says] : {std::pair<std::string, const char*>{"[]", "no rules"},
                                     {R"({"format":"other"})", "no rules"},
                                     {head + R"("speed":1})", "'speed'"},
                                     {head + R"("pan":"left"})", "'pan'"},
                                     {head + R"("tracks":[{"to_role":"boom"}]})", "'boom'"},
                                     {head + R"("tracks":[{"name":7}]})", "rule 1"},
                                     {head + R"("tracks":[{"naem":"A"}]})", "'naem'"}}) {
        const auto read = project::place_rules_from_text(text, "rules.json");
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().sentence.find(says), std::string::npos) << read.error().sentence;
        EXPECT_TRUE(read.error().sentence.starts_with("rules.json")) << read.error().sentence;
    }
}

} // namespace
