// Monitor and meters beside the session: the plan puts out what they need, they follow the session, and a
// window sees them.

#include "app/window/room_meters.h"

#include <cmath>
#include <numbers>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/mix_rig.h"
#include "tests/support/signals.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace app;

const Layout five_one = *layout_named("5.1");

monitor::MonitorSettings listening(const std::string& source) {
    monitor::MonitorSettings settings;
    settings.source = source;
    settings.sets = {monitor::plain_set("A", five_one), monitor::plain_set("B", *layout_named("2.0"))};
    settings.sets[0].lfe = {0};
    return settings;
}

// 1 kHz, as strong as that.
Formula hum(double amplitude) {
    return [amplitude](int, std::int64_t at) {
        return amplitude * std::sin(2 * std::numbers::pi * static_cast<double>(at) / 48);
    };
}

class InTheRoom : public testing::Test {
  protected:
    InTheRoom() {
        recordings.set(add_track(session, {.name = "DX", .role = session::Role::dialogue}), hum(0.25));
        recordings.set(add_track(session, {.name = "FX"}), hum(0.125));
    }
    std::unique_ptr<ControlRoom> opened(const std::string& source) {
        return must(ControlRoom::open(session, {{48000}, 6, 0}, listening(source)));
    }
    // Plays from the session's start, as the live driver does; the peak of the centre.
    float play(ControlRoom& room, int samples = 48000) {
        const Wanted wanted = room.wanted(session);
        const auto plan = compiled(wanted.session, wanted.target, recordings);
        const auto sounds = rendered(*plan, {{0}, {samples}});
        std::vector<AudioBuffer> buffers;
        std::vector<render::LiveOutput> outputs;
        for (std::size_t o = 0; o < sounds.size(); ++o) {
            buffers.push_back(buffer_of(sounds[o]));
            outputs.push_back({&plan->outputs()[o], std::as_const(buffers.back()).block()});
        }
        AudioBuffer device(6, samples);
        room.listener().hear({outputs, 1, 0, {0}, 1, {}}, device.block());
        const auto centre = device.block().channel(*five_one.find(Speaker::C));
        return std::ranges::max(centre);
    }
    session::Session session = empty_session(five_one);
    Recordings recordings;
};

TEST_F(InTheRoom, each_source_is_what_its_name_says) {
    const float all = play(*opened("printmaster")), music_and_effects = play(*opened("M&E")),
                minus = play(*opened("minus dialogue")), stem_alone = play(*opened("DX"));
    EXPECT_GT(all, music_and_effects);
    EXPECT_EQ(music_and_effects, minus);
    EXPECT_NEAR(all, minus + stem_alone, 1e-6);
    EXPECT_NEAR(stem_alone / minus, 2, 1e-5);
    EXPECT_EQ(play(*opened("no such source")), 0);
}

TEST_F(InTheRoom, only_a_source_of_its_own_asks_for_another_plan) {
    const auto room = opened("printmaster");
    auto settings = room->settings();
    settings.dim = monitor::Switch::on;
    EXPECT_EQ(must(room->set(settings, session)), ControlRoom::Plan::as_before);
    settings.source = "M&E";
    EXPECT_EQ(must(room->set(settings, session)), ControlRoom::Plan::compile_again);
    EXPECT_EQ(room->wanted(session).target.outputs.back().name, "M&E");
    settings.dim_db = 90;
    EXPECT_FALSE(room->set(settings, session));
    EXPECT_EQ(room->settings().dim_db, 20);
}

TEST_F(InTheRoom, a_print_is_heard_in_the_place_of_its_stem_and_meters_go_on) {
    const MediaId printed = add_track(session, {.name = "of the print"});
    recordings.set(printed, hum(0.5));
    session.tracks.pop_back();
    session::Print print;
    print.id = PrintId{800};
    print.name = "DX";
    print.bus = stem(session, "DX");
    session::Clip clip;
    clip.id = ClipId{801};
    clip.media = printed;
    clip.place = {{0}, {48000}};
    clip.channels = {-1, -1, 0, -1, -1, -1};
    print.clips = {std::make_shared<const session::Clip>(clip)};
    session.prints = {std::make_shared<const session::Print>(print)};
    auto info = *session.info;
    info.next_id = 5'000'000;
    session.info = std::make_shared<const session::Info>(info);

    const auto room = opened("DX");
    const auto sources = room->sources(session);
    const auto live = std::ranges::find(sources, "DX", &ControlRoom::Source::name);
    ASSERT_NE(live, sources.end());
    ASSERT_EQ(live->other, "print of DX");
    const auto back = std::ranges::find(sources, "print of DX", &ControlRoom::Source::name);
    ASSERT_NE(back, sources.end());
    EXPECT_EQ(back->other, "DX");
    EXPECT_EQ(sources.front().other, "") << "the printmaster was not printed";
    EXPECT_NEAR(play(*room), 0.25, 0.01);
    auto settings = room->settings();
    settings.source = live->other;
    EXPECT_EQ(must(room->set(settings, session)), ControlRoom::Plan::compile_again);
    EXPECT_NEAR(play(*room, 96000), 0.5, 0.01);
    EXPECT_FLOAT_EQ(room->strips().find({session.tracks.front()->id, {}})->take(0).peak, 0.25F);
}

TEST_F(InTheRoom, all_meters_read_what_is_played) {
    const auto room = opened("printmaster");
    (void)play(*room);
    while (room->meters().loudness().seconds < 1)
        std::this_thread::yield();
    EXPECT_TRUE(std::isfinite(room->meters().loudness().momentary));
    const auto points = room->meters().history().read(9, 2);
    EXPECT_TRUE(std::isfinite(points[0].momentary));
    EXPECT_TRUE(std::isnan(points[1].momentary));
    EXPECT_FLOAT_EQ(room->strips().find({session.tracks.front()->id, {}})->take(0).peak, 0.25F);
    float most = 0;
    for (int c = 0; c < 6; ++c)
        most = std::max(most, room->device_levels().take(c).peak);
    EXPECT_GT(most, 0.2F);
}

TEST_F(InTheRoom, edits_are_followed_and_the_history_stays) {
    const auto room = opened("printmaster");
    (void)play(*room);
    while (room->meters().loudness().seconds < 1)
        std::this_thread::yield();
    const auto* const before = &room->meters();
    ASSERT_TRUE(room->follow(session));
    EXPECT_EQ(&room->meters(), before);
    change_bus(session, stem(session, "FX"), [](session::Bus& bus) { bus.name = "HFX"; });
    ASSERT_TRUE(room->follow(session));
    EXPECT_TRUE(std::isfinite(room->meters().history().read(9, 1).front().momentary));
    std::vector<std::string> names;
    for (const auto& source : room->sources(session))
        names.push_back(source.name);
    EXPECT_NE(std::ranges::find(names, "HFX"), names.end());
    EXPECT_EQ(std::ranges::find(names, "FX"), names.end());
    EXPECT_EQ(std::ranges::find(names, "speech"), names.end());
}

TEST_F(InTheRoom, a_window_sees_all_of_it_through_its_port) {
    const auto room = opened("printmaster");
    RoomMeters meters(*room, [this]() -> const session::Session& { return session; });
    EXPECT_TRUE(meters.history().empty());
    EXPECT_TRUE(std::isnan(meters.loudness().integrated.value));
    (void)play(*room);
    while (room->meters().loudness().seconds < 1)
        std::this_thread::yield();
    const auto dx = meters.strip({session.tracks.front()->id, {}});
    ASSERT_EQ(dx.channels.size(), 1U);
    EXPECT_NEAR(dx.channels[0].peak.value, -12.04, 0.01);
    EXPECT_FALSE(dx.channels[0].clipped);
    const auto mains = meters.strip({{}, session::printmaster_of(session)->id});
    ASSERT_EQ(mains.layout, five_one);
    const auto centre = static_cast<std::size_t>(*five_one.find(Speaker::C));
    EXPECT_NEAR(mains.channels[centre].peak.value, mains.channels[centre].true_peak_max.value, 0.2);
    EXPECT_EQ(meters.monitor().channels[centre].peak.value, mains.channels[centre].peak.value);
    EXPECT_NEAR(meters.loudness().momentary.value, mains.channels[centre].peak.value - 3, 0.1);
    const auto history = meters.history();
    ASSERT_EQ(history.size(), 7U); // the first momentary window is whole after 400 ms
    EXPECT_EQ(history.front().at, SamplePos{3 * 4800});
    EXPECT_TRUE(meters.strip({TrackId{77}, {}}).channels.empty());
}

TEST_F(InTheRoom, a_device_too_small_is_refused_and_the_old_one_stays) {
    const auto room = opened("printmaster");
    EXPECT_FALSE(room->move_to({{48000}, 2, 0}, session, room->settings()));
    EXPECT_GT(play(*room), 0);
    ASSERT_TRUE(room->move_to({{48000}, 8, 0}, session, room->settings()));
}

} // namespace
} // namespace dub::test
