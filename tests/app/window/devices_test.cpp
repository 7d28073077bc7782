// Sound devices as they are in life: none, too narrow, of another rate, torn out while it plays. Whatever
// they do the window says it, keeps the place and goes on.

#include <gtest/gtest.h>

#include <QListWidget>

#include "app/window/device_dialog.h"
#include "tests/app/window/window_rig.h"
#include "tests/support/fake_device.h"
#include "tests/support/mix_rig.h"

namespace dub::test {
namespace {

struct NoDevices final : app::AudioDevices {
    [[nodiscard]] Result<std::vector<app::DeviceInfo>> list() override { return none(); }
    [[nodiscard]] Result<std::unique_ptr<AudioDevice>> open(const app::DeviceChoice&) override {
        return none();
    }
    static std::unexpected<Error> none() { return fail(ErrorCode::io, "no sound device was found."); }
};

std::shared_ptr<FakeDevices> box(int outputs, int hz = 48000) {
    return std::make_shared<FakeDevices>(
        app::DeviceInfo{"ALSA: Box", "ALSA", outputs, 0, {{hz}}, {hz}, 0, true});
}

// A window whose device asks for sound whenever the window looks.
struct Playing {
    explicit Playing(std::shared_ptr<FakeDevices> of, const std::string& home = "7.1")
        : scene({.home = home})
        , devices(std::move(of))
        , rig({devices, {}}) {
        rig.open(scene.file());
    }
    template <class Condition> bool until(Condition condition) {
        return WindowRig::until([&] {
            if (const auto device = devices->device()) device->step(512);
            return condition();
        });
    }
    bool has(ui::DeviceHealth health) {
        return until([&] { return rig.transport().state().health == health; });
    }
    bool said(const std::string& words) {
        return until([&] { return rig.said().find(words) != std::string::npos; });
    }
    void run(const std::string& command) {
        for (const ui::Command& one : rig.window.commands())
            if (one.id == command) return one.run();
        ADD_FAILURE() << "there is no command " << command;
    }
    SceneOnDisk scene;
    std::shared_ptr<FakeDevices> devices;
    WindowRig rig;
};

TEST(WindowDevices, without_a_sound_device_it_says_so_and_everything_else_works) {
    const SceneOnDisk scene;
    WindowRig rig({std::make_shared<NoDevices>(), {}});
    rig.open(scene.file());
    ASSERT_TRUE(rig.until([&] { return rig.said() == "no sound device was found."; })) << rig.said();
    EXPECT_EQ(rig.text_of("Sound device"), "No sound device");
    const SamplePos before = rig.transport().state().heard;
    rig.key(Qt::Key_Space);
    EXPECT_TRUE(rig.until([&] { return rig.transport().state().heard > before; }));
    ASSERT_TRUE(rig.transport().reconnect()) << "one may have been plugged in";
    EXPECT_TRUE(rig.until([&] { return !rig.transport().state().device_sentence.empty(); }));
}

TEST(WindowDevices, a_window_that_was_given_none_refuses_to_connect) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    EXPECT_FALSE(rig.transport().reconnect());
}

TEST(WindowDevices, on_a_narrower_device_the_fold_down_is_heard_and_said) {
    Playing now(box(2));
    ASSERT_TRUE(now.said("heard on the speakers of ALSA: Box as its fold-down to 2.0")) << now.rig.said();
    ASSERT_TRUE(now.has(ui::DeviceHealth::running));
    now.rig.key(Qt::Key_Space);
    EXPECT_TRUE(now.until([&] {
        return std::ranges::all_of(now.devices->device()->heard,
                                   [](const auto& row) { return peak(row) > 1e-4; });
    }));
}

TEST(WindowDevices, another_rate_is_said_plainly_and_nothing_plays_too_fast) {
    Playing now(box(8, 44100));
    ASSERT_TRUE(now.said("runs at 44100 Hz and the session at 48000 Hz")) << now.rig.said();
    EXPECT_EQ(now.rig.text_of("Sound device"), "No sound device");
    EXPECT_EQ(now.rig.transport().state().health, ui::DeviceHealth::none);
    now.rig.key(Qt::Key_Space);
    const SamplePos before = now.rig.transport().state().heard;
    EXPECT_TRUE(now.until([&] { return now.rig.transport().state().heard > before; })) << "by the clock";
}

TEST(WindowDevices, torn_out_under_play_again_and_again_it_keeps_the_place_and_connects_anew) {
    Playing now(box(8));
    ASSERT_TRUE(now.has(ui::DeviceHealth::running));
    for (int round = 0; round < 4; ++round) {
        const SamplePos from = now.rig.transport().state().heard;
        now.rig.key(Qt::Key_Space);
        ASSERT_TRUE(now.until([&] { return now.rig.transport().state().heard > from + SampleCount{9600}; }));
        now.devices->take_away();
        now.devices->device()->unplug();
        const SamplePos torn = now.rig.transport().state().heard;
        ASSERT_TRUE(now.has(ui::DeviceHealth::lost)) << round;
        EXPECT_TRUE(now.said("went away")) << now.rig.said();
        EXPECT_EQ(now.rig.text_of("Sound device"), "Sound device lost");
        EXPECT_NEAR(static_cast<double>(now.rig.transport().state().heard.value),
                    static_cast<double>(torn.value), 4800);
        ASSERT_TRUE(now.rig.transport().reconnect());
        ASSERT_TRUE(now.said("there is no such device now")) << "not back yet: " << now.rig.said();
        now.devices->put_back();
        ASSERT_TRUE(now.rig.transport().reconnect());
        ASSERT_TRUE(now.has(ui::DeviceHealth::running)) << round;
        EXPECT_EQ(now.rig.transport().state().speed, 0);
    }
}

TEST(WindowDevices, another_session_opens_while_one_plays) {
    Playing now(box(8));
    const SceneOnDisk other({.name = "other", .home = "5.1"});
    ASSERT_TRUE(now.has(ui::DeviceHealth::running));
    for (int round = 0; round < 3; ++round) {
        now.rig.key(Qt::Key_Space);
        ASSERT_TRUE(now.until([&] { return now.rig.transport().state().speed == 1; }));
        now.rig.open(round % 2 == 0 ? other.file() : now.scene.file());
        EXPECT_EQ(now.rig.transport().state().speed, 0);
        ASSERT_TRUE(now.has(ui::DeviceHealth::running)) << round;
    }
    ASSERT_TRUE(now.rig.window.close()) << "while it runs";
}

// Speakers on outputs that only this device has, and a level.
TEST(WindowDevices, the_monitor_is_kept_for_each_device) {
    Playing now(box(10), "5.1");
    ASSERT_TRUE(now.has(ui::DeviceHealth::running));
    ui::MonitorPort& monitor = *now.rig.ports().monitor;
    auto settings = monitor.settings();
    settings.sets[0].patch = {4, 5, 6, 7, 8, 9};
    ASSERT_TRUE(monitor.set(settings)) << "more outputs than the session has channels";
    now.run("monitor.dim");
    settings = monitor.settings();
    ASSERT_TRUE(now.rig.window.close_session());
    now.rig.open(now.scene.file());
    ASSERT_TRUE(now.has(ui::DeviceHealth::running));
    EXPECT_EQ(now.rig.ports().monitor->settings(), settings);
    EXPECT_EQ(now.rig.transport().state().device_sentence, "");
    // Without the device its settings are out of reach and stay as they are.
    ASSERT_TRUE(now.rig.window.close_session());
    now.devices->take_away();
    now.rig.open(now.scene.file());
    ASSERT_TRUE(now.said("there is no such device now")) << now.rig.said();
    now.run("monitor.mute");
    now.devices->put_back();
    ASSERT_TRUE(now.rig.transport().reconnect());
    ASSERT_TRUE(now.has(ui::DeviceHealth::running));
    EXPECT_EQ(now.rig.ports().monitor->settings(), settings);
}

TEST(WindowDevices, a_chosen_device_that_is_away_stays_chosen) {
    app::DeviceDialog dialog(box(2), {.silent = false, .name = "ALSA: Stage"}, nullptr);
    ASSERT_TRUE(WindowRig::until([&] { return dialog.findChild<QListWidget*>()->count() == 4; }));
    EXPECT_EQ(dialog.wish().name, "ALSA: Stage");
    EXPECT_EQ(dialog.findChild<QListWidget*>()->currentItem()->text(), "ALSA: Stage, not there now");
}

} // namespace
} // namespace dub::test
