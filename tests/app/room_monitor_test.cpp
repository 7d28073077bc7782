// The monitor of the control room as the window sees it.

#include "app/window/room_monitor.h"

#include <gtest/gtest.h>

#include "engine/session/edits/catalogue.h"
#include "tests/support/mix_rig.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace app;

class RoomForAWindow : public testing::Test {
  protected:
    RoomForAWindow() {
        add_track(session, {.name = "DX", .role = session::Role::dialogue});
        settings.source = "printmaster";
        settings.sets = {monitor::plain_set("A", *layout_named("5.1")),
                         monitor::plain_set("B", *layout_named("2.0"))};
    }
    session::Session session = empty_session(*layout_named("5.1"));
    monitor::MonitorSettings settings;
};

TEST_F(RoomForAWindow, lists_what_can_be_heard_with_words_for_it) {
    settings.input = {*layout_named("2.0"), {0, 1}};
    const auto room = must(ControlRoom::open(session, {{48000}, 6, 2}, settings));
    const RoomMonitor port(
        *room, [this]() -> const session::Session& { return session; }, [] { return 2; }, [] {});
    EXPECT_EQ(port.device_channels(), 6);
    const auto sources = port.sources();
    ASSERT_EQ(sources.size(), room->sources(session).size());
    EXPECT_EQ(sources.front(), (ui::MonitorSource{"printmaster", "Printmaster"}));
    EXPECT_EQ(sources.back(), (ui::MonitorSource{"input", "External input"}));
    for (const char* const label : {"DX", "M&E", "Minus dialogue"})
        EXPECT_NE(std::ranges::find(sources, label, &ui::MonitorSource::label), sources.end()) << label;
}

TEST_F(RoomForAWindow, another_source_asks_for_another_plan_and_nothing_else_does) {
    const auto room = must(ControlRoom::open(session, {{48000}, 6, 0}, settings));
    int compiled = 0;
    RoomMonitor port(
        *room, [this]() -> const session::Session& { return session; }, [] { return 0; },
        [&] { ++compiled; });
    settings.dim = monitor::Switch::on;
    ASSERT_TRUE(port.set(settings));
    EXPECT_EQ(compiled, 0);
    settings.source = "M&E";
    ASSERT_TRUE(port.set(settings));
    EXPECT_EQ(compiled, 1);
    EXPECT_TRUE(port.settings() == settings);
}

TEST_F(RoomForAWindow, what_does_not_fit_is_an_error_and_changes_nothing) {
    const auto room = must(ControlRoom::open(session, {{48000}, 6, 0}, settings));
    RoomMonitor port(
        *room, [this]() -> const session::Session& { return session; }, [] { return 0; }, [] { FAIL(); });
    auto wrong = settings;
    wrong.level_spl = 200;
    EXPECT_FALSE(port.set(wrong));
    EXPECT_TRUE(port.settings() == settings);
}

TEST_F(RoomForAWindow, what_solos_do_is_an_edit_of_the_session) {
    const auto room = must(ControlRoom::open(session, {{48000}, 6, 0}, settings));
    std::vector<std::string> history;
    RoomMonitor port(
        *room, [this]() -> const session::Session& { return session; }, [] { return 0; }, [] { FAIL(); },
        [&](const std::vector<session::WrittenEdit>& edits, const std::string& title) -> Result<Diagnostics> {
            for (const auto& edit : edits)
                session = must(session::find_edit(edit.name)->apply(session, edit.arguments));
            history.push_back(title);
            return Diagnostics{};
        });
    EXPECT_EQ(port.solo_mode(), session::SoloMode::in_place);
    ASSERT_TRUE(port.set_solo_mode(session::SoloMode::before_fader));
    ASSERT_TRUE(port.set_solo_mode(session::SoloMode::before_fader));
    EXPECT_EQ(port.solo_mode(), session::SoloMode::before_fader);
    EXPECT_EQ(history, std::vector<std::string>{"Solo mode PFL"});
}

} // namespace
} // namespace dub::test
