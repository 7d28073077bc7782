// Which frame belongs to the sample that is heard, and which picture it comes from.

#include <algorithm>

#include <gtest/gtest.h>

#include "app/playback/picture_sync.h"
#include "app/playback/prefetch.h"

namespace {

using namespace dub;
using app::frame_seen;
using app::PictureOffset;

constexpr SampleRate rate{48000};

TEST(PictureSync, the_frame_of_every_sample_is_the_one_that_holds_it) {
    for (const char* name : {"23.976", "24", "25", "29.97df", "30"}) {
        const FrameRate frames = timecode_format(name)->rate;
        for (const std::int64_t frame : {0, 1, 100, 2'589'407, 86'400}) {
            const SamplePos first = first_sample(FramePos{frame}, frames, rate);
            const SamplePos next = first_sample(FramePos{frame + 1}, frames, rate);
            EXPECT_EQ(frame_seen(first, rate, frames, {}).value, frame) << name;
            EXPECT_EQ(frame_seen(next - SampleCount{1}, rate, frames, {}).value, frame) << name;
            EXPECT_EQ(frame_seen(first - SampleCount{1}, rate, frames, {}).value, frame - 1) << name;
        }
    }
}

TEST(PictureSync, a_quarter_frame_is_exactly_a_quarter) {
    const FrameRate frames{24000, 1001};                             // a quarter is 500.5 samples
    const SamplePos third = first_sample(FramePos{3}, frames, rate); // 6006
    EXPECT_EQ(frame_seen(third - SampleCount{500}, rate, frames,
                         {.samples = {}, .milliseconds = 0, .quarter_frames = 1})
                  .value,
              3);
    EXPECT_EQ(frame_seen(third - SampleCount{501}, rate, frames,
                         {.samples = {}, .milliseconds = 0, .quarter_frames = 1})
                  .value,
              2);
    EXPECT_EQ(frame_seen(third, rate, frames, {.samples = {}, .milliseconds = 0, .quarter_frames = 4}).value,
              4);
    EXPECT_EQ(frame_seen(third, rate, frames, {.samples = {}, .milliseconds = 0, .quarter_frames = -4}).value,
              2);
    EXPECT_EQ(frame_seen(third - SampleCount{1}, rate, frames,
                         {.samples = {}, .milliseconds = 0, .quarter_frames = -4})
                  .value,
              1);
}

TEST(PictureSync, milliseconds_and_quarters_add_up) {
    const FrameRate frames{25, 1}; // 40 ms, 1920 samples
    EXPECT_EQ(frame_seen(SamplePos{1920 * 10}, rate, frames,
                         {.samples = {}, .milliseconds = 30, .quarter_frames = 1})
                  .value,
              11);
    EXPECT_EQ(frame_seen(SamplePos{1920 * 10}, rate, frames,
                         {.samples = {}, .milliseconds = 29, .quarter_frames = 1})
                  .value,
              10);
    EXPECT_EQ(frame_seen(SamplePos{1920 * 10}, rate, frames,
                         {.samples = {}, .milliseconds = -1, .quarter_frames = 0})
                  .value,
              9);
    EXPECT_EQ(frame_seen(SamplePos{1919}, rate, frames,
                         {.samples = SampleCount{1}, .milliseconds = 0, .quarter_frames = 0})
                  .value,
              1);
    EXPECT_EQ(frame_seen(SamplePos{1920}, rate, frames,
                         {.samples = SampleCount{-1}, .milliseconds = 0, .quarter_frames = 0})
                  .value,
              0);
    EXPECT_EQ(app::limited({.samples = {}, .milliseconds = 99'999'999, .quarter_frames = 0}).milliseconds,
              60'000);
}

session::Shared<session::Picture> picture(std::uint64_t id, std::int64_t at, std::int64_t length,
                                          FrameRate own) {
    return std::make_shared<const session::Picture>(
        session::Picture{PictureId{id}, "p.mov", FramePos{at}, FrameCount{length}, own});
}

TEST(PictureSync, several_pictures_have_black_between_and_the_later_one_lies_above) {
    const FrameRate frames{24, 1};
    session::MediaPool pool;
    pool.pictures = {picture(1, 100, 50, frames), picture(2, 140, 20, frames), picture(3, 200, 10, {48, 1}),
                     picture(4, 300, 10, {12, 1})};
    const auto at = [&](std::int64_t frame) { return app::picture_at(pool, frames, FramePos{frame}); };
    EXPECT_FALSE(at(99));
    EXPECT_EQ(at(100)->index.value, 0);
    EXPECT_EQ(at(139)->picture->id, PictureId{1});
    EXPECT_EQ(at(140)->picture->id, PictureId{2});
    EXPECT_EQ(at(140)->index.value, 0);
    EXPECT_FALSE(at(160));
    EXPECT_FALSE(at(199));
    EXPECT_EQ(at(203)->index.value, 6); // twice as many frames
    EXPECT_EQ(at(303)->index.value, 1); // half as many
    EXPECT_FALSE(at(310));
}

// What is decoded one after the other when nothing is known yet.
std::vector<std::int64_t> order(const app::PictureWish& wish, std::int64_t room) {
    std::vector<std::int64_t> done;
    const auto known = [&](FramePos at) { return std::ranges::find(done, at.value) != done.end(); };
    while (const auto next = app::next_to_decode(wish, room, known))
        done.push_back(next->value);
    return done;
}

TEST(Prefetch, plays_ahead_in_the_direction_of_travel_within_its_room) {
    EXPECT_EQ(order({FramePos{100}, 1, {}}, 4), (std::vector<std::int64_t>{100, 101, 102, 103}));
    EXPECT_EQ(order({FramePos{100}, 4, {}}, 3), (std::vector<std::int64_t>{100, 104, 108}));
    EXPECT_EQ(order({FramePos{100}, -4, {}}, 3), (std::vector<std::int64_t>{100, 96, 92}));
    EXPECT_EQ(order({FramePos{100}, 0, {}}, 7), (std::vector<std::int64_t>{100, 101, 102, 103, 97, 98, 99}));
    EXPECT_EQ(order({FramePos{100}, 1, {}}, 64).size(), 24U);
}

TEST(Prefetch, goes_backwards_in_blocks_that_are_decoded_forwards) {
    const auto done = order({FramePos{100}, -1, {}}, 64);
    ASSERT_GE(done.size(), 24U);
    EXPECT_EQ(done.front(), 96); // the block of 12 that holds 100
    for (std::size_t i = 1; i < 5; ++i)
        EXPECT_EQ(done[i], 96 + static_cast<std::int64_t>(i));
    EXPECT_EQ(done[5], 84);
    for (const std::int64_t room : {2, 3, 5, 13, 24, 25, 40})
        EXPECT_LE(order({FramePos{100}, -1, {}}, room).size(), static_cast<std::size_t>(room)) << room;
}

} // namespace
