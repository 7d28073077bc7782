#include "engine/measure/offset.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/dice.h"
#include "tests/support/speech.h"

namespace dub::test {
namespace {

constexpr SampleRate rate{48000};

// What a boom hears, five seconds of it.
const std::vector<float>& take() {
    static const MadeSpeech speech = made_speech({.seed = 3, .seconds = 5, .pause_seconds = 0.3}, rate);
    return speech.sound;
}

std::vector<float> part(std::size_t from, std::size_t length) {
    return {take().begin() + static_cast<std::ptrdiff_t>(from),
            take().begin() + static_cast<std::ptrdiff_t>(from + length)};
}

// What a camera makes of it: quieter, dull, clipped, noisy.
std::vector<float> as_guide(std::vector<float> sound, unsigned seed) {
    Dice dice(seed);
    float low = 0;
    for (float& sample : sound) {
        low += 0.2F * (sample - low);
        sample = std::clamp(3 * low, -0.2F, 0.2F) + 0.01F * static_cast<float>(dice.number(-1, 1));
    }
    return sound;
}

TEST(Offset, IsExactForACleanCopy) {
    for (const std::int64_t late : {0, 1, 37, 4800, 20000}) {
        const auto found = measure::offset_between(
            part(30000, 96000), part(static_cast<std::size_t>(30000 - late), 96000), {24000}, rate);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->by.value, late);
        EXPECT_GT(found->clearness, 2) << late;
    }
}

TEST(Offset, IsFoundUnderACamerasSound) {
    for (const std::int64_t late : {-12345, -3, 2002, 15000}) {
        const auto guide = as_guide(part(static_cast<std::size_t>(40000 - late), 120000), 5);
        const auto found = measure::offset_between(part(40000, 120000), guide, {24000}, rate);
        ASSERT_TRUE(found);
        EXPECT_NEAR(static_cast<double>(found->by.value), static_cast<double>(late), 8)
            << late; // its filter's delay
        EXPECT_GT(found->clearness, 1.5);
    }
}

TEST(Offset, SaysWhenOneIsUpsideDown) {
    auto turned = part(30000, 96000);
    for (float& sample : turned)
        sample = -sample;
    const auto found = measure::offset_between(part(30000, 96000), turned, {4800}, rate);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->inverted);
    EXPECT_EQ(found->by.value, 0);
    EXPECT_NEAR(found->likeness, 1, 1e-6);
}

TEST(Offset, IsUnsureOfStrangers) {
    Dice dice(9);
    std::vector<float> noise(96000);
    for (float& sample : noise)
        sample = static_cast<float>(dice.number(-1, 1));
    const auto found = measure::offset_between(part(30000, 96000), noise, {24000}, rate);
    ASSERT_TRUE(found);
    EXPECT_LT(found->clearness, 1.5);
    EXPECT_LT(found->likeness, 0.1);
}

TEST(Offset, HasNoAnswerForSilenceOrScraps) {
    const std::vector<float> silence(96000), scrap(100, 1.0F);
    EXPECT_FALSE(measure::offset_between(take(), silence, {1000}, rate));
    EXPECT_FALSE(measure::offset_between(scrap, take(), {1000}, rate));
}

} // namespace
} // namespace dub::test
