// Reading ahead: what is there is what a render reads, what is not is silence and counted, memory is bounded.
#include <gtest/gtest.h>

#include <thread>

#include "tests/support/live_rig.h"

namespace dub::test {
namespace {

using session::Session;

Session long_session(Recordings& recordings, int tracks) {
    Session session = empty_session(*layout_named("5.1"));
    for (int t = 0; t < tracks; ++t)
        recordings.set(add_track(session, {.name = "T" + std::to_string(t), .place = {{0}, {4800000}}}),
                       steady(0.01 * (t + 1)));
    return session;
}

TEST(StreamPool, nothing_is_opened_while_compiling) {
    Recordings recordings;
    const Session session = long_session(recordings, 3);
    int opened = 0;
    render::StreamPool pool(
        [&](const session::Media& media) {
            ++opened;
            return recordings.opener()(media);
        },
        {}, {.threads = 0});
    const auto compiled = plan::compile(session, live(printmaster()), pool.door());
    ASSERT_TRUE(compiled);
    EXPECT_EQ(opened, 0);
    pool.show(session);
    const std::uint64_t cue = pool.cue({{0}, 1, {}});
    EXPECT_FALSE(pool.ready(cue));
    pool.work();
    EXPECT_TRUE(pool.ready(cue));
    EXPECT_EQ(opened, 3);
}

TEST(StreamPool, play_waits_until_enough_is_there_and_the_position_with_it) {
    Recordings recordings;
    const Session session = long_session(recordings, 3);
    LiveRig rig(recordings);
    rig.disk_works = false;
    rig.give(session);
    rig.driver.locate({480000});
    rig.driver.play();
    rig.run(5000);
    EXPECT_FALSE(rig.driver.ready());
    EXPECT_TRUE(rig.driver.state().waiting);
    EXPECT_EQ(rig.driver.state().position, SamplePos{480000});
    EXPECT_EQ(rig.driver.state().misses, 0U);
    rig.disk_works = true;
    rig.run(5000);
    EXPECT_TRUE(rig.driver.ready());
    EXPECT_EQ(rig.driver.state().position, SamplePos{485000});
    EXPECT_EQ(rig.driver.state().misses, 0U);
}

TEST(StreamPool, a_disk_that_stops_is_silence_and_counted_never_waited_for) {
    Recordings recordings;
    const Session session = long_session(recordings, 1);
    LiveRig rig(recordings);
    rig.give(session);
    rig.driver.play();
    rig.run(5000);
    rig.disk_works = false;
    rig.run(480000);
    EXPECT_GT(rig.driver.state().misses, 0U);
    EXPECT_EQ(rig.driver.state().position, SamplePos{485000});
    EXPECT_EQ(rig.heard(0, 2).back(), 0.0F);
    const auto whole = std::ranges::upper_bound(rig.recorder.holes, 0U) - rig.recorder.holes.begin();
    EXPECT_EQ(std::ranges::find(rig.heard(0, 2).begin() + 4800, rig.heard(0, 2).begin() + whole, 0.0F),
              rig.heard(0, 2).begin() + whole)
        << "no hole before it is counted";
    rig.disk_works = true;
    rig.run(5000);
    EXPECT_GT(rig.heard(0, 2).back(), 0.0F);
}

TEST(StreamPool, a_session_larger_than_memory_plays_from_end_to_end) {
    Recordings recordings;
    const Session session = long_session(recordings, 8);
    const std::size_t bound = 60 * render::page_samples * sizeof(float); // of 8 x 293 pages
    LiveRig rig(recordings, {}, {.threads = 0, .bytes = bound, .ahead_s = 1.0});
    rig.give(session);
    rig.driver.play();
    rig.recorder.keeps = false;
    std::size_t most = 0;
    for (int b = 0; b < 400; ++b) {
        rig.block(4096);
        most = std::max(most, rig.pool.bytes());
    }
    EXPECT_EQ(rig.driver.state().misses, 0U);
    EXPECT_LE(most, bound);
    EXPECT_GT(most, bound / 2);
}

TEST(StreamPool, what_cannot_be_read_is_told_once_and_nothing_waits_for_it) {
    Recordings recordings;
    Session session = long_session(recordings, 2);
    recordings.lose(session.tracks.front()->clips.front()->media);
    LiveRig rig(recordings);
    rig.give(session);
    rig.driver.play();
    rig.run(50000);
    EXPECT_FALSE(rig.driver.state().waiting);
    EXPECT_FLOAT_EQ(rig.heard(0, 2).back(), 0.02F);
    const Diagnostics failures = rig.pool.take_failures();
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(failures.front().code, "live.media-silent");
    EXPECT_EQ(rig.driver.state().misses, 0U);
}

TEST(StreamPool, a_recording_that_is_back_is_read_anew_by_the_next_plan) {
    Recordings recordings;
    const Session session = long_session(recordings, 2);
    const MediaId media = session.tracks.front()->clips.front()->media;
    LiveRig rig(recordings);
    rig.recordings.break_at(media, 0);
    rig.give(session);
    rig.driver.play();
    rig.run(50000);
    const float without = rig.heard(0, 2).back();
    rig.recordings.break_at(media, std::numeric_limits<std::int64_t>::max());
    rig.pool.forget(media);
    rig.pool.show(session);
    rig.give(session);
    rig.run(50000);
    EXPECT_GT(rig.heard(0, 2).back(), without);
    EXPECT_EQ(rig.pool.take_failures().size(), 1U) << "of before";
}

TEST(StreamPool, a_length_no_recording_has_asks_for_no_memory) {
    Recordings recordings;
    Session session = long_session(recordings, 1);
    session::MediaPool pool = *session.pool;
    session::Media media = *pool.media.front();
    media.length = {std::int64_t{1} << 46};
    pool.media.front() = std::make_shared<const session::Media>(media);
    session.pool = std::make_shared<const session::MediaPool>(std::move(pool));
    LiveRig rig(recordings);
    rig.give(session);
    rig.driver.play();
    rig.run(5000);
    EXPECT_EQ(rig.pool.bytes(), 0U);
    EXPECT_EQ(rig.heard(0, 2).back(), 0.0F);
}

TEST(StreamPool, what_no_plan_plays_any_more_is_forgotten) {
    Recordings recordings;
    const Session session = long_session(recordings, 4);
    LiveRig rig(recordings);
    rig.give(session);
    rig.driver.play();
    rig.run(10000);
    EXPECT_GT(rig.pool.bytes(), 0U);
    const Session empty = empty_session(*layout_named("5.1"));
    for (int round = 0; round < 3; ++round) { // the old plan goes back and is freed
        rig.give(empty);
        rig.run(3000);
    }
    EXPECT_EQ(rig.pool.bytes(), 0U);
}

// Threads of its own, a control thread that jumps about and edits, an audio thread that never rests: for the
// thread sanitizer, and everything that is given comes back.
TEST(StreamPool, disk_control_and_audio_threads_work_together) {
    Recordings recordings;
    const Session session = long_session(recordings, 4);
    render::StreamPool pool(
        recordings.opener(), {},
        {.threads = 2, .bytes = 40 * render::page_samples * sizeof(float), .ahead_s = 0.5});
    Recorder recorder;
    recorder.keeps = false;
    render::LiveDriver driver(recorder, &pool);
    std::atomic<bool> done = false;
    std::thread audio([&] {
        AudioBuffer device(8, 512);
        while (!done)
            driver.process(device.block());
    });
    Dice dice(5);
    for (int step = 0; step < 15; ++step) {
        auto made = plan::compile(session, live(printmaster()), pool.door());
        ASSERT_TRUE(made);
        driver.give(std::move(made->plan));
        driver.locate({dice.whole(0, 4700000)});
        driver.play();
        static_cast<void>(
            driver.move({session.tracks.front()->id, {}}, {{}, {}, "fader"}, dice.number(-30, 0)));
        driver.speed(dice.chance(0.7) ? 1 : -1);
        const std::uint64_t before = driver.state().callbacks;
        while (driver.state().callbacks < before + 20 || !driver.ready())
            driver.service();
    }
    done = true;
    audio.join();
    EXPECT_GT(driver.state().plans_adopted, 0U);
    EXPECT_FALSE(driver.take_log().entries.empty());
}

} // namespace
} // namespace dub::test
