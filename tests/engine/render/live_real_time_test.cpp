// The audio thread asks the heap for nothing, takes no lock and never enters the kernel.
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/session/parameters/strip.h"
#include "tests/support/live_rig.h"
#include "tests/support/random_session.h"

namespace dub::test {
namespace {

using session::Session;

// Play, seek, loop, solo, edit, move, shuttle; then the device is lost and another thread takes its place.
void script(LiveRig& rig, const Session& session) {
    const SamplePos start = session::sample_of(session, session.info->start);
    const session::StripOwner owner{session.tracks.front()->id, {}};
    rig.run(500);
    rig.give(session);
    rig.driver.locate(start);
    rig.driver.play();
    rig.run(20000);
    rig.driver.locate(start + SampleCount{100001});
    rig.run(10000);
    rig.driver.loop(SampleRange{start + SampleCount{101000}, start + SampleCount{104321}});
    rig.driver.locate(start + SampleCount{101001});
    rig.run(20000);
    rig.driver.loop(std::nullopt);
    for (const auto point : {session::SoloMode::after_fader, session::SoloMode::before_fader}) {
        plan::Target target = printmaster();
        target.solos = {{"solo", point, {owner}, session.info->home}};
        rig.give(session, target);
        rig.run(3000);
    }
    Session changed = session;
    for (std::size_t t = 0; t < session.tracks.size(); ++t) {
        session::Track track = *session.tracks[t];
        if (!track.clips.empty()) track.clips.erase(track.clips.begin());
        changed.tracks[t] = std::make_shared<const session::Track>(std::move(track));
        rig.give(changed);
        rig.driver.move(owner, {{}, {}, "fader"}, -10.0 * static_cast<double>(t));
        rig.run(3000);
    }
    rig.driver.release(owner, {{}, {}, "fader"});
    for (const double speed : {0.5, 1.7, -1.0, 8.0, -4.0, 0.0, 1.0}) {
        rig.driver.speed(speed);
        rig.run(10000);
    }
    rig.driver.stop();
    rig.run(1000);
    std::thread([&] { // unplugged, plugged in again
        rig.driver.play();
        rig.run(5000);
    })
        .join();
}

class LiveRealTime : public testing::TestWithParam<std::uint64_t> {};

TEST_P(LiveRealTime, a_long_script_touches_neither_heap_nor_lock_nor_kernel) {
    const Session session = random_session(GetParam(), {6, 5, 8});
    LiveRig rig({}, session.info->rate);
    rig.recorder.keeps = false;
    RealTimeWatch watch;
    rig.watch = &watch;
    script(rig, session);
    EXPECT_GT(rig.driver.state().callbacks, 500U);
    EXPECT_EQ(watch.allocations(), 0);
    EXPECT_EQ(watch.locks(), 0);
    EXPECT_EQ(watch.system_calls(), 0) << "call " << watch.last_system_call();
}

INSTANTIATE_TEST_SUITE_P(Seeds, LiveRealTime, testing::Range<std::uint64_t>(1, 4));

// The watch must catch who offends.
TEST(RealTimeWatch, catches_an_allocation) {
    RealTimeWatch watch;
    watch.begin();
    const auto number = std::make_unique<std::vector<int>>(100);
    watch.end();
    EXPECT_GE(watch.allocations(), 1);
    EXPECT_EQ(number->size(), 100U);
}

TEST(RealTimeWatch, catches_a_lock) {
    if (!RealTimeWatch::counts_locks()) GTEST_SKIP() << "a sanitizer stands in front of the locks";
    RealTimeWatch watch;
    std::mutex mutex;
    watch.begin();
    mutex.lock();
    mutex.unlock();
    watch.end();
    EXPECT_EQ(watch.locks(), 1);
    watch.begin();
    watch.end();
    mutex.lock(); // not watched
    mutex.unlock();
    EXPECT_EQ(watch.locks(), 1);
}

TEST(RealTimeWatch, catches_a_system_call) {
    if (!RealTimeWatch::counts_system_calls())
        GTEST_SKIP() << "the kernel does not let system calls be watched here (PR_SET_SYSCALL_USER_DISPATCH)";
    RealTimeWatch watch;
    watch.begin();
    const auto parent = ::getppid();
    watch.end();
    EXPECT_EQ(parent, ::getppid()); // the call was carried out
    EXPECT_EQ(watch.system_calls(), 1);
    EXPECT_EQ(watch.last_system_call(), 110); // getppid on x86-64
    watch.begin();
    double sum = 0;
    for (int i = 0; i < 1000; ++i)
        sum += std::sin(i);
    watch.end();
    EXPECT_EQ(watch.system_calls(), 1) << sum;
}

// A listener that does what it must not do, in the audio thread.
TEST(RealTimeWatch, catches_a_listener_that_offends) {
    class Offender final : public render::LiveListener {
      public:
        void hear(const render::LivePiece&, AudioBlock) noexcept override {
            const std::scoped_lock lock(mutex_);
            heap_ = std::make_unique<int>(1);
            static_cast<void>(::getppid());
        }

      private:
        std::mutex mutex_;
        std::unique_ptr<int> heap_;
    } offender;
    render::LiveDriver driver(offender, nullptr);
    AudioBuffer device(2, 64);
    RealTimeWatch watch;
    watch.begin();
    driver.process(device.block());
    watch.end();
    EXPECT_GE(watch.allocations(), 1);
    EXPECT_EQ(watch.locks() > 0, RealTimeWatch::counts_locks());
    EXPECT_EQ(watch.system_calls() == 1, RealTimeWatch::counts_system_calls());
}

} // namespace
} // namespace dub::test
