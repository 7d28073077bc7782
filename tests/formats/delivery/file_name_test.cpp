#include <gtest/gtest.h>

#include "formats/delivery/file_name.h"

namespace dub::delivery {
namespace {

const Layout five = *layout_named("5.1");

Spec house() {
    Spec spec;
    spec.id = "house";
    return spec;
}

Deliverable named(std::string name) {
    Deliverable wanted;
    wanted.name = std::move(name);
    wanted.layout = five;
    return wanted;
}

NameParts parts(std::string language = {}) {
    return {.session = "ep 1",
            .language = std::move(language),
            .stem = "DX",
            .fps = "23.976",
            .layout = five,
            .channel = Speaker::Ls};
}

TEST(FileName, every_place_is_filled) {
    EXPECT_EQ(file_name(house(), named("{session}_{lang}_PM_{channels}_{rate}_{bits}_{fps}.{channel}"),
                        parts("nl-NL")),
              "ep_1_nl-NL_PM_6ch_48k_24b_23976.Ls.wav");
    EXPECT_EQ(file_name(house(), named("{session}-{spec}-{role}-{stem}-{layout}"), parts()),
              "ep_1-house-printmaster-DX-5.1.wav");
}

TEST(FileName, an_empty_place_takes_its_separator_along) {
    EXPECT_EQ(file_name(house(), named("{session}_{lang}_PM"), parts()), "ep_1_PM.wav");
}

NameParts of_an_episode() {
    session::Info info;
    info.facts = {.show = "Harbour", .season = "S01", .episode = "E02", .cut = "lock 3", .language = "nl-NL"};
    NameParts made = parts_of(info);
    made.session = "ep 2";
    made.layout = five;
    made.version = "nearfield";
    made.segment = "R2";
    return made;
}

TEST(FileName, facts_version_and_reel_have_places) {
    EXPECT_EQ(file_name(house(), named("{show}_{season}{episode}_{reel}_{cut}_{version}_{language}_PM"),
                        of_an_episode()),
              "Harbour_S01E02_R2_lock_3_nearfield_nl-NL_PM.wav");
}

TEST(FileName, several_empty_places_leave_no_separator_behind) {
    const Deliverable wanted = named("{show}_{season}{episode}_{session}_{reel}-{version}.{lang}_PM");
    EXPECT_EQ(file_name(house(), wanted, parts()), "ep_1_PM.wav");
    NameParts some = parts();
    some.version = "nearfield";
    EXPECT_EQ(file_name(house(), wanted, some), "ep_1-nearfield_PM.wav");
    some.episode = "E02";
    EXPECT_EQ(file_name(house(), named("{session}_{season}{episode}_PM"), some), "ep_1_nearfield_E02_PM.wav");
    some.episode.clear();
    some.show = "Harbour";
    EXPECT_EQ(file_name(house(), wanted, some), "Harbour_ep_1-nearfield_PM.wav");
}

TEST(FileName, an_empty_place_takes_no_separator_of_a_value) {
    NameParts given = parts();
    given.session = "ep_";
    EXPECT_EQ(file_name(house(), named("{session}{version}_PM"), given), "ep__PM.wav");
}

TEST(FileName, names_with_facts_are_known_again_whichever_are_empty) {
    const Deliverable wanted = named("{show}_{season}{episode}_{session}_{reel}_{version}_PM_{rate}");
    const NameParts all = of_an_episode();
    for (unsigned some = 0; some < 32; ++some) {
        NameParts given = parts();
        if ((some & 1U) != 0) given.show = all.show;
        if ((some & 2U) != 0) given.season = all.season;
        if ((some & 4U) != 0) given.episode = all.episode;
        if ((some & 8U) != 0) given.segment = all.segment;
        if ((some & 16U) != 0) given.version = all.version;
        const std::string name = file_name(house(), wanted, given);
        EXPECT_TRUE(matches(house(), wanted, name)) << name;
    }
    EXPECT_FALSE(matches(house(), wanted, "PM_48k.wav"));
    EXPECT_FALSE(matches(house(), wanted, "Harbour_ME_48k.wav"));
}

TEST(FileName, what_was_replaced_is_said) {
    NameParts given = of_an_episode();
    EXPECT_TRUE(replaced_characters(given).empty());
    given.show = "Ebb: Flow";
    const Diagnostics told = replaced_characters(given);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().where, "show");
    EXPECT_NE(told.front().sentence.find("'Ebb__Flow'"), std::string::npos) << told.front().sentence;
}

TEST(FileName, no_name_leaves_its_folder) {
    NameParts evil = parts();
    evil.session = "../../etc/passwd";
    EXPECT_EQ(file_name(house(), named("{session}"), evil), ".._.._etc_passwd.wav");
}

TEST(FileName, what_it_makes_it_knows_again) {
    const Deliverable split = named("{session}_{lang}_PM_{channels}_{rate}.{channel}");
    for (const std::string language : {"", "nl"}) {
        const auto match = matches(house(), split, file_name(house(), split, parts(language)));
        ASSERT_TRUE(match) << language;
        EXPECT_EQ(match->channel, Speaker::Ls);
        EXPECT_TRUE(match->set.ends_with("_PM_6ch_48k.*.wav")) << match->set;
    }
    EXPECT_FALSE(matches(house(), split, "ep_1_PM_8ch_48k.Ls.wav"));
    EXPECT_FALSE(matches(house(), split, "ep_1_PM_6ch_48k.Lx.wav"));
    EXPECT_FALSE(matches(house(), split, "ep_1_PM_6ch_48k.Ls.flac"));
}

} // namespace
} // namespace dub::delivery
