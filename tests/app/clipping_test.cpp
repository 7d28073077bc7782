#include "app/jobs/clipping.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "tests/support/signals.h"

namespace dub::app {
namespace {

const Layout stereo{Speaker::L, Speaker::R};

const TimecodeFormat at_24{}; // 24 fps

TEST(ClipCounter, what_the_file_holds_is_not_counted) {
    const float step = 1.0F / 32768;
    const AudioBuffer block = test::buffer_of({{1 - step, -1, 0.3F, NAN}, {1 - step, -1, 0, 0}});
    ClipCounter counter(stereo, 16);
    counter.add(block.block(), {});
    EXPECT_EQ(counter.samples(), 0);
    EXPECT_FALSE(counter.warning(at_24, {48000}, "mix.wav", "lower it."));
}

TEST(ClipCounter, what_lies_beyond_the_last_step_is_counted_by_channel_with_the_first_place) {
    const float infinity = std::numeric_limits<float>::infinity();
    const AudioBuffer block = test::buffer_of({{0, 0, 0, 1.5F, -infinity}, {0, 0, -1.1F, 0, 0}});
    ClipCounter counter(stereo, 24);
    const SamplePos second_frame{3600LL * 48000 + 2000};
    counter.add(block.block(), second_frame - SampleCount{3}); // the first, in R, is the frame's before
    const auto warning = counter.warning(at_24, {48000}, "mix.wav", "lower it.");
    ASSERT_TRUE(warning);
    EXPECT_EQ(warning->code, "sound.clipped");
    EXPECT_EQ(warning->where, "mix.wav");
    EXPECT_EQ(warning->sentence,
              "3 samples above full scale were clipped (L 2, R 1), the first at 01:00:00:00; lower it.");
}

TEST(ClipCounter, one_sample_is_one) {
    const AudioBuffer block = test::buffer_of({{2}, {0}});
    ClipCounter counter(stereo, 24);
    counter.add(block.block(), {3600LL * 48000});
    EXPECT_TRUE(counter.warning(at_24, {48000}, "", "")
                    ->sentence.starts_with("1 sample above full scale was clipped (L 1)"));
}

TEST(ClipCounter, float_holds_what_lies_above_full_scale) {
    const AudioBuffer block = test::buffer_of({{2}, {-2}});
    ClipCounter counter(stereo, 32);
    counter.add(block.block(), {});
    EXPECT_EQ(counter.samples(), 0);
}

} // namespace
} // namespace dub::app
