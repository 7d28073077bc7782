#include <gtest/gtest.h>

#include <fstream>

#include "formats/delivery/spec.h"
#include "tests/support/temp_folder.h"

namespace dub::delivery {
namespace {

const std::string model = R"({
  "id": "house-5.1", "name": "House", "version": "1", "date": "2026", "source": "a letter", "verified": false,
  "files": [{"role": "printmaster", "layout": "5.1", "name": "{session}_{layout}"}],
  "rules": [{"id": "loud", "kind": "integrated-loudness", "target": -23, "minus": 1, "plus": 0.5, "sentence": "s"}]
})";

std::string with(std::string_view from, std::string_view to) {
    std::string text = model;
    text.replace(text.find(from), from.size(), to);
    return text;
}

std::string refusal(const std::string& text) {
    const auto spec = parse_spec(text, "house.json");
    return spec ? "" : spec.error().sentence;
}

TEST(SpecParse, the_defaults_are_those_of_a_plain_wave) {
    const auto spec = parse_spec(model, "house.json");
    ASSERT_TRUE(spec) << spec.error().text();
    const Deliverable& file = spec->files.front();
    EXPECT_EQ(file.bits, 24);
    EXPECT_EQ(file.rate.hz, 48000);
    EXPECT_EQ(file.form, FileForm::interleaved);
    EXPECT_EQ(file.layout->name(), "5.1");
    EXPECT_FALSE(spec->limiter_ceiling);
    EXPECT_FALSE(spec->level_target);
    EXPECT_EQ(spec->rules.front().weight, Weight::required);
}

TEST(SpecParse, the_home_width_is_no_layout_of_its_own) {
    const auto spec = parse_spec(with("\"5.1\", \"name\"", "\"home\", \"name\""), "house.json");
    ASSERT_TRUE(spec);
    EXPECT_FALSE(spec->files.front().layout);
}

TEST(SpecParse, a_refusal_names_the_file_and_the_place) {
    EXPECT_EQ(refusal(with("\"plus\"", "\"pluss\"")).substr(0, 27), "house.json: /rules/0/pluss:");
    EXPECT_EQ(refusal(with("\"5.1\", \"name\"", "\"5.9\", \"name\"")).substr(0, 28),
              "house.json: /files/0/layout:");
    EXPECT_EQ(refusal(with("\"source\": \"a letter\",", "")).substr(0, 19), "house.json: /source");
}

TEST(SpecParse, what_makes_no_sense_is_refused) {
    EXPECT_NE(refusal(with("\"target\": -23, \"minus\": 1, \"plus\": 0.5,", "")),
              "");                                     // a rule without numbers
    EXPECT_NE(refusal(with("\"minus\": 1,", "")), ""); // half a window
    EXPECT_NE(refusal(with("\"target\": -23, \"minus\": 1, \"plus\": 0.5", "\"min\": 2, \"max\": 1")),
              "");                                                         // upside down
    EXPECT_NE(refusal(with("integrated-loudness", "layout")), "");         // numbers it cannot use
    EXPECT_NE(refusal(with("{session}_{layout}", "{session}_{lay}")), ""); // no such place
    EXPECT_NE(refusal(with("{session}_{layout}", "{layout}")), "");        // two sessions, one name
    EXPECT_NE(refusal(with("{session}_{layout}", "../{session}")), "");    // leaves the folder
    EXPECT_NE(refusal(with("\"printmaster\"", "\"stem\"")), "");           // stems of one name
    EXPECT_NE(refusal(with("\"printmaster\"", "\"m-and-e\"")), "");        // without an allow-list
    EXPECT_NE(refusal(with("\"role\"", "\"bits\": 20, \"role\"")), "");
    EXPECT_NE(refusal(with("\"role\"", "\"form\": \"split-mono\", \"role\"")), ""); // channels of one name
    EXPECT_NE(refusal(with("house-5.1", "House 5.1")), "");
    EXPECT_NE(refusal("[]"), "");
    EXPECT_NE(refusal("{"), "");
}

TEST(SpecParse, a_users_spec_stands_in_for_ours_of_the_same_id) {
    const test::TempFolder folder;
    std::ofstream(folder.path() / "mine.json") << with("house-5.1", "stems");
    const auto ours = load_specs({});
    const auto specs = load_specs(folder.path());
    ASSERT_TRUE(ours && specs);
    EXPECT_EQ(specs->size(), ours->size());
    EXPECT_EQ(find_spec(*specs, "stems")->name, "House");
    EXPECT_NE(find_spec(*ours, "stems")->name, "House");
}

TEST(SpecParse, a_bad_user_file_is_named) {
    const test::TempFolder folder;
    std::ofstream(folder.path() / "bad.json") << "{}";
    const auto specs = load_specs(folder.path());
    ASSERT_FALSE(specs);
    EXPECT_NE(specs.error().sentence.find("bad.json"), std::string::npos);
}

TEST(SpecParse, a_user_folder_that_is_not_there_is_no_fault) { EXPECT_TRUE(load_specs("/nowhere/at/all")); }

TEST(SpecParse, an_unknown_id_lists_those_there_are) {
    const auto chosen = choose_specs(*load_specs({}), {"netflix"});
    ASSERT_FALSE(chosen);
    EXPECT_EQ(chosen.error().code, ErrorCode::usage);
    EXPECT_NE(chosen.error().sentence.find("netflix-5.1"), std::string::npos);
}

} // namespace
} // namespace dub::delivery
