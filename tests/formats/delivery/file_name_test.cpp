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
