#include "engine/core/layout.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace dub {
namespace {
using enum Speaker;

std::string labels(const std::vector<std::optional<Speaker>>& speakers) {
    std::string text;
    for (const auto& s : speakers)
        text += (text.empty() ? "" : " ") + std::string(s ? label(*s) : "-");
    return text;
}

Layout layout(std::string_view name) { return *layout_named(name); }

TEST(Layout, orders_are_those_of_the_field) {
    EXPECT_EQ(labels(ordered(layout("5.1"), ChannelOrder::smpte)), "L R C LFE Ls Rs");
    EXPECT_EQ(labels(ordered(layout("7.1"), ChannelOrder::smpte)), "L R C LFE Lss Rss Lrs Rrs");
    EXPECT_EQ(labels(ordered(layout("5.1"), ChannelOrder::film)), "L C R Ls Rs LFE");
    EXPECT_EQ(labels(ordered(layout("7.1"), ChannelOrder::film)), "L C R Lss Rss Lrs Rrs LFE");
    EXPECT_EQ(labels(ordered(layout("7.1"), ChannelOrder::wave_mask)), "L R C LFE Lrs Rrs Lss Rss");
    EXPECT_EQ(labels(ordered(layout("5.1"), ChannelOrder::ac3)), "L C R Ls Rs LFE");
    EXPECT_EQ(labels(ordered(layout("5.1"), ChannelOrder::dcp)), "L R C LFE Ls Rs - - - - - - - - - -");
    EXPECT_EQ(labels(ordered(layout("7.1"), ChannelOrder::dcp)), "L R C LFE Lss Rss - - - - Lrs Rrs - - - -");
}

TEST(Layout, every_order_is_a_permutation_of_every_layout) {
    for (const auto& known : layouts())
        for (const auto order :
             {ChannelOrder::smpte, ChannelOrder::film, ChannelOrder::wave_mask, ChannelOrder::ac3}) {
            auto channels = permutation(known.layout, order);
            std::ranges::sort(channels);
            ASSERT_EQ(static_cast<int>(channels.size()), known.layout.channels()) << known.name;
            for (int c = 0; c < known.layout.channels(); ++c)
                EXPECT_EQ(channels[static_cast<std::size_t>(c)], c) << known.name;
        }
}

// Masks as the WAVE_FORMAT_EXTENSIBLE documents give them.
TEST(Layout, masks_are_the_published_ones) {
    EXPECT_EQ(wave_mask(layout("mono")), 0x4U);
    EXPECT_EQ(wave_mask(layout("2.0")), 0x3U);
    EXPECT_EQ(wave_mask(layout("5.1")), 0x60FU);
    EXPECT_EQ(wave_mask(layout("7.1")), 0x63FU);
    EXPECT_EQ(wave_mask(layout("7.1.4")), 0x2D63FU);
    EXPECT_EQ(wave_mask(layout("lt-rt")), std::nullopt);
}

TEST(Layout, a_masked_7_1_file_has_its_rears_before_its_sides) {
    const auto found = speakers_of_mask(0x63F, 8);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector{L, R, C, LFE, Lrs, Rrs, Lss, Rss}));
    EXPECT_EQ(layout_of(*found), layout("7.1"));
}

TEST(Layout, back_and_side_pairs_both_mean_the_surrounds_of_5_1) {
    EXPECT_EQ(speakers_of_mask(0x3F, 6), speakers_of_mask(0x60F, 6));
    EXPECT_EQ(*speakers_of_mask(0x3F, 6), (std::vector{L, R, C, LFE, Ls, Rs}));
}

TEST(Layout, a_mask_that_disagrees_with_the_channels_is_not_believed) {
    EXPECT_FALSE(speakers_of_mask(0x3F, 8));
    EXPECT_FALSE(speakers_of_mask(0, 2));
    EXPECT_FALSE(speakers_of_mask(0xFF, 8)); // wides are not a layout of ours
}

TEST(Layout, names_are_parsed_and_told) {
    EXPECT_EQ(layout("L R C").name(), "3.0");
    EXPECT_EQ(layout("stereo"), layout("2.0"));
    EXPECT_EQ(Layout({L, C}).name(), "L C");
    for (const char* bad : {"", "6.1.9", "L L", "L X"})
        EXPECT_FALSE(layout_named(bad)) << bad;
}

TEST(Layout, the_sides_stand_beside_and_the_rears_behind) {
    const Layout wide = layout("7.1");
    EXPECT_EQ(wide.position(Lss), (RoomPosition{-1, 0, 0}));
    EXPECT_EQ(wide.position(Rrs), (RoomPosition{1, -1, 0}));
    EXPECT_EQ(layout("5.1").position(Ls), (RoomPosition{-1, -1, 0}));
    EXPECT_FALSE(wide.position(LFE));
}

TEST(Layout, a_file_without_labels_is_read_in_smpte_order) {
    EXPECT_EQ(layout_by_count(6), layout("5.1"));
    EXPECT_EQ(layout_by_count(8), layout("7.1"));
    EXPECT_EQ(layout_by_count(9), std::nullopt);
    EXPECT_EQ(layout_by_count(0), std::nullopt);
}

} // namespace
} // namespace dub
