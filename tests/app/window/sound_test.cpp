// The sound of a window: what the monitor was set to comes back with the device it was set for.

#include "app/window/sound.h"

#include <gtest/gtest.h>

#include "tests/app/playback/played.h"
#include "tests/support/small_session.h"
#include "ui/monitor/arrange.h"
#include "ui/monitor/kept.h"

namespace dub::app {
namespace {

class InTheWindow : public testing::Test {
  protected:
    template <class Done> void serve_until(Done done) {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!done()) {
            sound->service();
            ASSERT_LT(std::chrono::steady_clock::now(), limit) << "it never happened";
            std::this_thread::yield();
        }
    }
    void open() {
        sound = test::must(
            Sound::create({[this]() -> const session::Session& { return session; }, recordings.opener(),
                           devices, [this](const std::string&) { return kept; }}));
        sound->connect("");
        serve_until([&] { return running(); });
    }
    [[nodiscard]] bool running() { return sound->transport().state().health == ui::DeviceHealth::running; }
    [[nodiscard]] const monitor::MonitorSettings& settings() { return sound->monitor().settings(); }

    test::Recordings recordings;
    session::Session session = test::empty_session(*layout_named("5.1"));
    std::string kept;
    std::shared_ptr<test::FakeDevices> devices = std::make_shared<test::FakeDevices>(
        DeviceInfo{"ALSA: Box", "ALSA", 10, 4, {{48000}}, {48000}, 0, true});
    std::unique_ptr<Sound> sound;
};

TEST_F(InTheWindow, speakers_on_more_outputs_than_the_session_is_wide_come_back) {
    auto room = ui::first_settings(*layout_named("7.1"), 10);
    room.sets[0].patch.back() = 9;
    room.source = "M&E";
    kept = ui::kept_text(room);
    open();
    EXPECT_TRUE(settings() == room);
    EXPECT_EQ(sound->transport().state().device_sentence, "");
    sound->disconnect();
    serve_until([&] { return !running(); });
    EXPECT_TRUE(settings() == room) << "the clock stands in the device's place";
    EXPECT_EQ(sound->transport().state().device_sentence, "");
}

TEST_F(InTheWindow, a_device_records_when_something_is_plugged_in) {
    open();
    EXPECT_EQ(sound->monitor().device_inputs(), 4);
    EXPECT_EQ(devices->device()->format.inputs, 0);
    auto room = settings();
    room.input = ui::plugged_in(room.input, *layout_named("2.0"));
    ASSERT_TRUE(sound->monitor().set(room));
    kept = ui::kept_text(sound->to_keep());
    serve_until([&] { return devices->device()->format.inputs == 4 && running(); });
    EXPECT_EQ(sound->monitor().sources().back().label, "External input");
}

TEST_F(InTheWindow, a_device_that_was_not_there_is_had_when_asked_for_again) {
    devices->take_away();
    sound = test::must(
        Sound::create({[this]() -> const session::Session& { return session; }, recordings.opener(), devices,
                       [this](const std::string&) { return kept; }}));
    sound->connect("Box");
    serve_until([&] { return !sound->transport().state().device_sentence.empty(); });
    devices->put_back();
    ASSERT_TRUE(sound->transport().reconnect());
    serve_until([&] { return running(); });
    EXPECT_EQ(sound->monitor().device_channels(), 10);
}

TEST_F(InTheWindow, what_was_listened_to_comes_back_behind_files_whatever_device_came_meanwhile) {
    auto room = ui::first_settings(*layout_named("5.1"), 10);
    room.source = "M&E";
    kept = ui::kept_text(room);
    open();
    ASSERT_TRUE(sound->hear_instead({{"a file", *layout_named("2.0"), {}, {}}}));
    EXPECT_EQ(settings().source, "a file");
    EXPECT_EQ(sound->to_keep().source, "M&E");
    const auto before = devices->device();
    sound->connect("");
    serve_until([&] { return devices->device() != before && running(); });
    EXPECT_EQ(settings().source, "a file");
    sound->hear_session();
    EXPECT_EQ(settings().source, "M&E");
}

TEST_F(InTheWindow, a_print_that_cannot_be_read_gives_way_to_what_it_is_of) {
    test::add_track(session, {.name = "DX 1", .role = session::Role::dialogue});
    const MediaId printed = test::add_track(session, {.name = "of the print"});
    session.tracks.pop_back();
    session::Clip clip;
    clip.id = ClipId{4'000'000};
    clip.media = printed;
    clip.place = {{0}, {48000}};
    session::Print print;
    print.id = PrintId{4'000'001};
    print.name = "DX";
    print.bus = test::stem(session, "DX");
    print.clips = {std::make_shared<const session::Clip>(clip)};
    session.prints = {std::make_shared<const session::Print>(print)};
    auto info = *session.info;
    info.next_id = 5'000'000;
    session.info = std::make_shared<const session::Info>(info);
    recordings.lose(printed);
    open();
    auto room = settings();
    room.source = "print of DX";
    ASSERT_TRUE(sound->monitor().set(room));
    serve_until([&] { return settings().source == "DX"; });
    EXPECT_TRUE(sound->take_sentence().starts_with("The print 'DX' cannot be heard"));
    EXPECT_EQ(sound->take_sentence(), "");
}

TEST_F(InTheWindow, a_session_that_cannot_be_played_is_said) {
    open();
    test::add_track(session, {.name = "into nothing", .output = BusId{4711}});
    sound->follow(session);
    serve_until([&] { return !sound->transport().state().device_sentence.empty(); });
    EXPECT_NE(sound->transport().state().device_sentence.find("into nothing"), std::string::npos);
}

} // namespace
} // namespace dub::app
