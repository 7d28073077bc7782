#include "engine/dsp/delay_line.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/signals.h"

namespace dub {
namespace {

TEST(DelayLine, is_exact_for_any_cut) {
    const test::Row row = test::noise(1, 0.9, 1000);
    for (const int delay : {0, 1, 63, 200})
        for (const int block : {1, 17, 64, 1000}) {
            AudioBuffer audio = test::buffer_of({row, row});
            dsp::DelayLine line(2, {delay});
            for (int at = 0; at < 1000; at += block)
                line.process(audio.block().part(at, std::min(block, 1000 - at)));
            for (int c = 0; c < 2; ++c) {
                const float* const out = audio.block().data(c);
                EXPECT_TRUE(std::equal(out + delay, out + 1000, row.begin()));
                EXPECT_TRUE(std::all_of(out, out + delay, [](float v) { return v == 0; }));
            }
        }
}

TEST(DelayLine, forgets_on_reset) {
    dsp::DelayLine line(1, {10});
    AudioBuffer audio = test::buffer_of({test::Row(10, 1.0F)}), silence(1, 10);
    line.process(audio.block());
    line.reset();
    line.process(silence.block());
    for (const float v : silence.block().channel(0))
        EXPECT_EQ(v, 0);
}

} // namespace
} // namespace dub
