// The same bytes for any number of threads, any chunk, any place to begin, and any device block.
#include <gtest/gtest.h>

#include "engine/render/runner.h"
#include "tests/support/mix_rig.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using session::Session;

const plan::Target& everything() {
    static const plan::Target target{{{"7.1", {}, {}},
                                      {"m-and-e", {{}, session::music_and_effects_roles}, {}},
                                      {"2.0", {}, *layout_named("2.0")}}};
    return target;
}
class Determinism : public testing::TestWithParam<std::uint64_t> {
  protected:
    Session session = random_session(GetParam(), {6, 4, 8});
    Recordings recordings;
    SamplePos start = start_of(session);
    SampleRange whole{start + SampleCount{1000}, start + SampleCount{61000}};
    std::vector<Sound> render(SampleRange range, render::OfflineOptions options) {
        return rendered(*compiled(session, everything(), recordings), range, options);
    }
    std::vector<Sound> expected = render(whole, {1, 4096});
};

TEST_P(Determinism, threads_and_chunks_do_not_matter) {
    EXPECT_GT(peak(expected[0][0]), 0);
    for (const int threads : {1, 2, 4})
        for (const int chunk : {64, 1024, 8192}) {
            if (chunk == 64 && threads != 2) continue; // slow
            EXPECT_EQ(render(whole, {threads, chunk}), expected) << threads << " " << chunk;
        }
}

TEST_P(Determinism, pieces_joined_equal_the_whole) {
    std::vector<Sound> joined(expected.size());
    SamplePos at = whole.start;
    for (const std::int64_t length : {1, 63, 12345, 20000, 27591}) {
        const auto piece = render({at, at + SampleCount{length}}, {2, 2048});
        for (std::size_t o = 0; o < joined.size(); ++o) {
            joined[o].resize(piece[o].size());
            for (std::size_t c = 0; c < piece[o].size(); ++c)
                joined[o][c].insert(joined[o][c].end(), piece[o][c].begin(), piece[o][c].end());
        }
        at += SampleCount{length};
    }
    ASSERT_EQ(at, whole.end);
    EXPECT_EQ(joined, expected);
}

TEST_P(Determinism, a_device_with_odd_blocks_hears_what_the_file_holds) {
    const auto plan = compiled(session, everything(), recordings);
    render::Runner runner(*plan, whole);
    std::vector<Sound> heard(expected.size());
    constexpr std::array blocks{37, 64, 511, 1, 1024};
    int left = 60000;
    for (std::size_t b = 0; left > 0; ++b) {
        const int length = std::min(blocks.at(b % blocks.size()), left);
        std::vector<AudioBuffer> buffers;
        std::vector<AudioBlock> views;
        for (const Sound& sound : expected)
            buffers.emplace_back(static_cast<int>(sound.size()), length);
        for (AudioBuffer& buffer : buffers)
            views.push_back(buffer.block());
        ASSERT_TRUE(runner.read(views));
        for (std::size_t o = 0; o < heard.size(); ++o) {
            heard[o].resize(expected[o].size());
            for (std::size_t c = 0; c < heard[o].size(); ++c) {
                const auto row = views[o].channel(static_cast<int>(c));
                heard[o][c].insert(heard[o][c].end(), row.begin(), row.end());
            }
        }
        left -= length;
    }
    EXPECT_EQ(heard, expected);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Determinism, testing::Range<std::uint64_t>(1, 4));

} // namespace
} // namespace dub::test
