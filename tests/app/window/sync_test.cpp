// Picture and sound agree, through the real window: the number painted on the screen against the place that
// is heard, and the sound that leaves the device against both. On a JACK server of the test's own where there
// can be one, else by the machine's clock.
//
// A presentation counts as kept waiting where this thread was not given a processor for 4 ms of it: that is
// the machine's doing, happens to an idle program, too, and is told apart.

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "app/device/portaudio_devices.h"
#include "tests/app/window/film_on_disk.h"
#include "tests/app/window/paint_probe.h"
#include "tests/support/dice.h"
#include "tests/support/jack/jack_server.h"
#include "tests/support/jack/mark_listener.h"

namespace dub::test {
namespace {

using std::chrono::duration;
constexpr double kept_waiting_ms = 4;

bool full() { return std::getenv("DUBSTAGE_FULL") != nullptr; }

class Sync : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        app::Machine machine;
        if (!JackServer::missing()) {
            server_ = std::make_unique<JackServer>();
            ASSERT_TRUE(server_->ready()) << "jackd does not start";
            machine.devices = app::portaudio_devices();
        }
        rig_ = std::make_unique<WindowRig>(std::move(machine));
        rig_->settings.setValue("stage/burn_in", 0); // it would lie over the number
        rig_->open(film_.file());
        probe_ = std::make_unique<PaintProbe>(*rig_);
        ASSERT_TRUE(rig_->until([&] { return probe_->last() == 0; })) << "the first frame, standing";
        if (!server_) return;
        ASSERT_TRUE(rig_->until([&] { return transport().state().health == ui::DeviceHealth::running; }))
            << transport().state().device_sentence;
        listener_ = MarkListener::of("Dubstage");
        ASSERT_NE(listener_, nullptr);
    }
    void TearDown() override {
        listener_.reset();
        probe_.reset();
        rig_.reset();
    }
    ui::TransportPort& transport() { return rig_->transport(); }
    SamplePos within(std::int64_t frame) {
        return {dice_.whole(film_.sample(frame), film_.sample(frame + 1) - 1)};
    }
    // How far the place that was heard lies from the frame that was shown, in frames; 0: in it.
    double away(const Presented& one) {
        const double heard = film_.frame_at(one.heard);
        const auto shown = static_cast<double>(one.number.value_or(-1'000'000));
        return std::max({0.0, shown - heard, heard - (shown + 1)});
    }
    void watch_ticks(std::size_t count) {
        const std::size_t until = probe_->ticks().size() + count;
        ASSERT_TRUE(rig_->until([&] { return probe_->ticks().size() >= until; }));
    }
    // Judges all that was presented: never farther off than half a frame at normal speed.
    void judge(const char* what) {
        double worst = 0;
        int kept_waiting = 0;
        for (const Presented& one : probe_->presented()) {
            ASSERT_TRUE(one.number) << what << ": what is shown is no whole frame";
            if (one.kept_waiting_ms > kept_waiting_ms) {
                ++kept_waiting;
                continue;
            }
            const double off = away(one) / std::max(1.0, std::abs(one.speed));
            EXPECT_LE(off, 0.5) << what << ": frame " << *one.number << " while " << film_.frame_at(one.heard)
                                << " was heard";
            worst = std::max(worst, off);
        }
        const auto presented = static_cast<int>(probe_->presented().size());
        EXPECT_LT(kept_waiting, std::max(2, presented / 2)) << what << ": too busy a machine to judge";
        std::printf("%s, %s: %d presented, worst %.3f frames off, %d kept waiting, %llu dropped\n",
                    GetParam(), what, presented, worst, kept_waiting,
                    static_cast<unsigned long long>(rig_->ports().pictures.dropped()));
    }
    void play_steadily();
    void judge_marks();
    void seek_standing(int times);
    void seek_playing(int times);
    void shuttle();

    FilmOnDisk film_{GetParam()};
    Dice dice_{11};
    std::unique_ptr<JackServer> server_;
    std::unique_ptr<WindowRig> rig_;
    std::unique_ptr<PaintProbe> probe_;
    std::unique_ptr<MarkListener> listener_;
};

void Sync::play_steadily() {
    transport().locate({film_.sample(10)});
    rig_->key(Qt::Key_Space);
    ASSERT_TRUE(rig_->until([&] { return probe_->last().value_or(0) > 14; }));
    probe_->forget();
    const std::int64_t until = full() ? film_.frames() - 10 : 80;
    ASSERT_TRUE(rig_->until([&] { return probe_->last().value_or(0) >= until; }));
    judge("steady play");
    const auto& presented = probe_->presented();
    EXPECT_TRUE(std::ranges::is_sorted(presented, {}, &Presented::number));
    judge_marks();
    rig_->key(Qt::Key_Space);
}

// The sample that left the program was the one that was said to be heard, the declared latency later: the
// dummy driver's two periods, as a loop of its outputs to its inputs shows.
void Sync::judge_marks() {
    if (!listener_ || !JackServer::real_time()) return;
    std::vector<double> later_ms;
    const auto& ticks = probe_->ticks();
    for (const auto& mark : listener_->marks())
        for (std::size_t t = 1; t < ticks.size(); ++t) {
            const std::int64_t nominal = film_.session().info->timecode.nominal;
            const auto frame = static_cast<std::int64_t>(film_.frame_at(ticks[t].heard));
            const SamplePos at{film_.sample(frame / nominal * nominal)};
            const bool crossed = ticks[t - 1].heard < at && at <= ticks[t].heard;
            if (!crossed || std::chrono::abs(ticks[t].at - mark) > std::chrono::milliseconds(300)) continue;
            const duration<double, std::milli> before = ticks[t].at - mark;
            later_ms.push_back(before.count() - static_cast<double>((ticks[t].heard - at).value) / 48);
        }
    ASSERT_FALSE(later_ms.empty()) << "no mark was heard";
    std::ranges::sort(later_ms);
    const double middle = later_ms[later_ms.size() / 2];
    std::printf("%s, %zu marks: heard %.2f ms after they left, %.2f to %.2f\n", GetParam(), later_ms.size(),
                middle, later_ms.front(), later_ms.back());
    EXPECT_NEAR(middle, 512 / 48.0, 3);
}

void Sync::seek_standing(int times) {
    for (int seek = 0; seek < times; ++seek) {
        const std::int64_t frame = dice_.whole(0, film_.frames() - 1);
        const SamplePos at = within(frame);
        transport().locate(at);
        ASSERT_TRUE(rig_->until([&] { return probe_->last() == frame; })) << "seek to frame " << frame;
        watch_ticks(2);
        ASSERT_EQ(probe_->last(), frame) << "and it stays";
        ASSERT_EQ(transport().state().heard, at);
    }
}

void Sync::seek_playing(int times) {
    for (int seek = 0; seek < times; ++seek) {
        const std::int64_t frame = dice_.whole(0, film_.frames() - 30);
        transport().locate(within(frame));
        transport().play(1);
        const auto there = [&] {
            const auto& all = probe_->presented();
            return !all.empty() && all.back().number >= frame && all.back().number < frame + 20 &&
                   away(all.back()) == 0;
        };
        probe_->forget();
        ASSERT_TRUE(rig_->until(there)) << "seek to frame " << frame;
        probe_->forget();
        ASSERT_TRUE(rig_->until([&] { return probe_->presented().size() >= 3; }));
        for (const Presented& one : probe_->presented())
            ASSERT_LE(one.kept_waiting_ms > kept_waiting_ms ? 0 : away(one), 0.5) << "after a seek in play";
    }
    transport().stop();
}

void Sync::shuttle() {
    transport().locate({film_.sample(film_.frames() / 2)});
    rig_->key(Qt::Key_L, Qt::ShiftModifier);
    rig_->key(Qt::Key_L, Qt::ShiftModifier);
    EXPECT_EQ(transport().state().speed, 2);
    watch_ticks(12);
    probe_->forget();
    watch_ticks(25);
    judge("shuttle at 2x");
    rig_->key(Qt::Key_J, Qt::ShiftModifier);
    ASSERT_TRUE(rig_->until([&] { return probe_->presented().back().speed < 0; }));
    watch_ticks(25);
    probe_->forget();
    watch_ticks(25);
    judge("backwards");
    EXPECT_TRUE(std::ranges::is_sorted(probe_->presented(), std::greater<>{}, &Presented::number));
    rig_->key(Qt::Key_K, Qt::ShiftModifier);
    const auto standing = [&] {
        const double heard = film_.frame_at(transport().state().heard);
        return probe_->last() == static_cast<std::int64_t>(heard);
    };
    ASSERT_TRUE(rig_->until([&] { return transport().state().speed == 0 && standing(); }));
    watch_ticks(3);
    EXPECT_TRUE(standing()) << "where it stops the exact frame stands";
}

// Five rates: 50 seeks in all, 1,000 with DUBSTAGE_FULL.
TEST_P(Sync, the_picture_on_the_screen_is_the_frame_that_is_heard) {
    ASSERT_NO_FATAL_FAILURE(play_steadily());
    ASSERT_NO_FATAL_FAILURE(seek_standing(full() ? 140 : 7));
    ASSERT_NO_FATAL_FAILURE(seek_playing(full() ? 60 : 3));
    ASSERT_NO_FATAL_FAILURE(shuttle());
}

INSTANTIATE_TEST_SUITE_P(Rates, Sync, testing::Values("23.976", "24", "25", "29.97df", "30"),
                         [](const auto& test) {
                             std::string name = test.param;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

// A decoder that is let go one frame at a time, or not at all.
struct SlowPicture final : PictureSource {
    struct Gate {
        std::mutex mutex;
        std::condition_variable changed;
        bool shut = false;
        void set(bool now) {
            const std::scoped_lock lock(mutex);
            shut = now;
            changed.notify_all();
        }
        void pass() {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return !shut; });
        }
    };
    explicit SlowPicture(std::shared_ptr<Gate> through)
        : gate(std::move(through)) {}
    [[nodiscard]] const PictureFormat& format() const override { return about; }
    [[nodiscard]] Result<std::shared_ptr<const Picture>> frame(FrameCount index, PictureSize) override {
        gate->pass();
        return numbered_frame(index.value, numbered_size);
    }
    std::shared_ptr<Gate> gate;
    PictureFormat about{{24, 1}, FrameCount{480}, numbered_size};
};

TEST(Dropped, frames_that_come_too_late_are_counted_and_the_window_shows_how_many) {
    FilmOnDisk film("24");
    const auto gate = std::make_shared<SlowPicture::Gate>();
    app::Machine machine;
    machine.open_picture = [gate](const auto&, const auto&) -> Result<std::unique_ptr<PictureSource>> {
        return std::make_unique<SlowPicture>(gate);
    };
    WindowRig rig(std::move(machine));
    rig.settings.setValue("stage/burn_in", 0);
    rig.open(film.file());
    const PaintProbe probe(rig);
    ASSERT_TRUE(rig.until([&] { return probe.last() == 0; }));
    EXPECT_EQ(rig.text_of("Dropped frames"), "") << "nothing to say";
    gate->set(true); // a few frames are known ahead
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(rig.until([&] { return film.frame_at(rig.transport().state().heard) > 48; }));
    EXPECT_LT(probe.last(), 30) << "what is shown is old, and is a whole frame";
    const std::uint64_t dropped = rig.ports().pictures.dropped();
    EXPECT_GE(dropped, 15U);
    EXPECT_EQ(rig.transport().state().speed, 1) << "sound goes on";
    gate->set(false);
    rig.key(Qt::Key_Space);
    ASSERT_TRUE(rig.until([&] {
        return probe.last() == static_cast<std::int64_t>(film.frame_at(rig.transport().state().heard));
    })) << "and picture comes after it";
    const auto counted = rig.ports().pictures.dropped();
    EXPECT_EQ(rig.text_of("Dropped frames").toStdString(), std::to_string(counted) + " frames dropped");
}

} // namespace
} // namespace dub::test
