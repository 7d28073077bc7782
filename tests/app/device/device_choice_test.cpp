// What a person may choose, and what a refusal says. The outputs of a stage are patched by speaker.

#include <limits>

#include <gtest/gtest.h>

#include "app/device/audio_devices.h"

namespace dub::app {
namespace {

const Layout wide = *layout_named("7.1");

DeviceInfo card(int outputs, SampleRate rate = {48000}) {
    return {"ALSA: Box (hw:0)", "ALSA", outputs, 0, {rate}, rate, 5, true};
}
DeviceChoice choice(const Layout& layout, OutputPatch patch = {}) {
    return {.name = "", .layout = layout, .patch = std::move(patch), .rate = {48000}, .latency = {}};
}

std::string refusal(const Result<void>& result) { return result ? "" : result.error().sentence; }

TEST(DeviceChoice, without_a_patch_the_speakers_lie_in_the_layouts_order) {
    EXPECT_EQ(channels_of(wide, {}), (std::vector{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(DeviceChoice, a_patch_is_told_by_speaker_and_by_the_number_on_the_box) {
    const auto patch = parse_patch("L=1 C=2 R=3 LFE=8");
    ASSERT_TRUE(patch);
    EXPECT_EQ(text_of(*patch), "L=1 C=2 R=3 LFE=8");
    EXPECT_EQ(channels_of(Layout{Speaker::L, Speaker::R, Speaker::C}, *patch), (std::vector{0, 2, 1}));
    const auto missing = channels_of(wide, *patch);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().sentence.find("has no place for Lss"), std::string::npos);
}

TEST(DeviceChoice, a_patch_that_makes_no_sense_is_refused) {
    for (const char* wrong : {"X=1", "L", "L=", "L=0", "L=x", "L=257", "L=1 L=2", "L=1 R=1", "L=1x", "=1"})
        EXPECT_FALSE(parse_patch(wrong)) << wrong;
    EXPECT_TRUE(parse_patch(""));
    EXPECT_TRUE(parse_patch("  L=1   R=2 "));
}

TEST(DeviceChoice, another_rate_is_refused_with_the_cure) {
    EXPECT_TRUE(check_choice(card(8), choice(wide)));
    const std::string sentence = refusal(check_choice(card(8, {44100}), choice(wide)));
    EXPECT_NE(sentence.find("runs at 44100 Hz and the session at 48000 Hz"), std::string::npos) << sentence;
    DeviceInfo jack = card(8, {44100});
    jack.api = "JACK";
    EXPECT_NE(refusal(check_choice(jack, choice(wide))).find("-r 48000"), std::string::npos);
}

TEST(DeviceChoice, a_device_with_too_few_outputs_says_what_it_could_play) {
    const auto refused = check_choice(card(6), choice(wide));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unfit);
    EXPECT_NE(refused.error().sentence.find("has 6 outputs and 7.1 wants 8. Listen to the fold-down to 5.1"),
              std::string::npos)
        << refused.error().sentence;
    EXPECT_EQ(fold_for(wide, 7), *layout_named("5.1"));
    EXPECT_EQ(fold_for(wide, 2), *layout_named("2.0"));
    EXPECT_EQ(fold_for(wide, 1), *layout_named("mono"));
    EXPECT_EQ(fold_for(wide, 0), std::nullopt);
    EXPECT_EQ(fold_for(*layout_named("2.0"), 8), *layout_named("mono"));
}

TEST(DeviceChoice, a_patch_beyond_the_outputs_is_the_patchs_fault) {
    const auto stereo = *layout_named("2.0");
    const std::string sentence = refusal(check_choice(card(4), choice(stereo, *parse_patch("L=1 R=9"))));
    EXPECT_NE(sentence.find("asks for output 9"), std::string::npos) << sentence;
}

TEST(DeviceChoice, a_device_is_found_by_name_with_or_without_its_api) {
    std::vector devices{card(8), card(2)};
    devices[1].name = "JACK: system";
    devices[1].api = "JACK";
    devices[1].is_default = false;
    EXPECT_EQ(find_device(devices, "JACK: system"), &devices[1]);
    EXPECT_EQ(find_device(devices, "system"), &devices[1]);
    EXPECT_EQ(find_device(devices, ""), devices.data());
    EXPECT_EQ(find_device(devices, "Box"), nullptr);
}

TEST(DeviceChoice, a_latency_that_cannot_be_is_taken_for_none) {
    EXPECT_EQ(bounded_latency(0.0107), 0.0107);
    for (const double wrong : {89'478.464, -1.0, std::numeric_limits<double>::quiet_NaN(),
                               std::numeric_limits<double>::infinity()})
        EXPECT_EQ(bounded_latency(wrong), 0) << wrong;
}

} // namespace
} // namespace dub::app
