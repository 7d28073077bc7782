// The room turns to what is soloed and back: nothing else is heard on the way, nothing clicks, and the mix is
// what it was.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "app/playback/room_listening.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_solo.h"
#include "engine/session/edits/set_solo_mode.h"
#include "tests/app/playback/played.h"
#include "tests/support/live_rig.h"
#include "tests/support/small_session.h"

namespace dub::app {
namespace {

using session::SoloMode;

constexpr std::size_t left = 0, right = 1, centre = 2; // of 5.1

Result<session::Session> solo(const session::Session& session, const char* track, bool on) {
    return apply(session, session::SetSolo{{{session::find_track(session, track)->id, {}}}, on});
}

// A slow tone in the centre, noise at the left, and noise at the right, for a minute.
class SoloInTheRoom : public testing::Test {
  protected:
    SoloInTheRoom() {
        recordings.set(add("DX", 0), [](int, std::int64_t at) {
            return 0.25 * std::sin(2 * std::numbers::pi * 60 * static_cast<double>(at) / 48000);
        });
        add("FX", -1);
        add("BG", 1);
        monitor::MonitorSettings settings;
        settings.source = "printmaster";
        const Layout layout = *layout_named("5.1");
        settings.sets = {monitor::plain_set("A", layout), monitor::plain_set("B", *layout_named("2.0"))};
        settings.pfl_trim = {-6.0206};
        room = test::must(ControlRoom::open(session, {{48000}, 6, 0}, settings));
        listening = std::make_unique<RoomListening>(*room, session);
        player.emplace(
            PlayerParts{
                devices, listening.get(), recordings.opener(), {.threads = 0}, [this] { return now.load(); }},
            session);
        DeviceChoice choice;
        choice.layout = outputs_in_order(6);
        player->connect(choice);
        test::serve_until(*player, [&] { return !player->state().connecting && !player->state().compiling; });
        player->locate({48000});
        player->play();
        run(60);
    }
    MediaId add(const char* name, double x) {
        const auto media = test::add_track(session, {.name = name, .place = {{0}, {60 * 48000}}});
        const session::StripOwner owner{session::find_track(session, name)->id, {}};
        session = test::must(apply(session, session::SetParameter{owner, "pan.x", x}));
        return media;
    }
    // So many blocks are heard, and the room goes on with what it has begun.
    void run(int blocks) {
        for (int i = 0; i < blocks; ++i) {
            now += 256 * 1'000'000LL / 48;
            device()->step(256);
            player->service();
            if (room->settle(player->up_to_date(), session) == ControlRoom::Plan::compile_again)
                player->listening_changed();
            heard_plans.insert(player->engine().plan);
        }
    }
    // An edit; the sound goes on while it is compiled, until nothing changes any more.
    void edit(Result<session::Session> next) {
        session = test::must(std::move(next));
        player->session_changed(session);
        for (int round = 0; round < 3; ++round) {
            run(2);
            test::serve_until(*player, [&] {
                now += 256 * 1'000'000LL / 48;
                device()->step(256);
                return !player->state().compiling;
            });
            run(12); // a crossing takes 4
        }
    }
    void mode(SoloMode to) { edit(apply(session, session::SetSoloMode{to})); }
    std::shared_ptr<test::FakeDevice> device() { return devices->device(); }
    [[nodiscard]] std::size_t here() { return device()->heard[left].size(); }
    double loudest(std::size_t channel, std::size_t from) {
        const auto& row = device()->heard[channel];
        return test::peak({row.begin() + static_cast<std::ptrdiff_t>(from), row.end()});
    }

    test::Recordings recordings;
    session::Session session = test::empty_session(*layout_named("5.1"));
    std::shared_ptr<test::FakeDevices> devices = std::make_shared<test::FakeDevices>(
        DeviceInfo{"ALSA: Box", "ALSA", 6, 0, {{48000}}, {48000}, 0, true});
    std::atomic<std::int64_t> now{1};
    std::unique_ptr<ControlRoom> room;
    std::unique_ptr<RoomListening> listening;
    std::optional<Player> player;
    std::set<std::uint64_t> heard_plans;
};

TEST_F(SoloInTheRoom, from_one_mode_to_another_nothing_but_the_soloed_is_heard) {
    ASSERT_GT(loudest(left, 0), 0.05);
    edit(solo(session, "DX", true));
    const std::size_t from = here();
    mode(SoloMode::after_fader);
    mode(SoloMode::before_fader);
    mode(SoloMode::in_place);
    mode(SoloMode::before_fader);
    mode(SoloMode::after_fader);
    EXPECT_EQ(loudest(left, from), 0);
    EXPECT_EQ(loudest(right, from), 0);
    EXPECT_GT(loudest(centre, from), 0.24);
    EXPECT_GT(heard_plans.size(), 7U) << "each mode is a plan or two";
    // The tone is nowhere steeper than it is by itself while it changes by half within 64 samples.
    const auto& row = device()->heard[centre];
    double steepest = 0;
    for (std::size_t i = from; i < row.size(); ++i)
        steepest = std::max(steepest, std::abs(static_cast<double>(row[i]) - row[i - 1]));
    EXPECT_LT(steepest, 0.25 * 2 * std::numbers::pi * 60 / 48000 + 0.25 / 64);
}

TEST_F(SoloInTheRoom, in_afl_the_room_hears_the_soloed_and_the_mix_goes_on_whole) {
    mode(SoloMode::after_fader);
    EXPECT_GT(loudest(left, here() - 256), 0.05) << "nothing is soloed";
    edit(solo(session, "FX", true));
    std::size_t from = here();
    run(20);
    EXPECT_GT(loudest(left, from), 0.05);
    EXPECT_EQ(loudest(right, from) + loudest(centre, from), 0);
    EXPECT_GT(room->strips().find({session::find_track(session, "BG")->id, {}})->take(0).peak, 0.05F)
        << "it still sends to its stem";
    edit(solo(session, "BG", true));
    edit(solo(session, "FX", false));
    from = here();
    run(20);
    EXPECT_EQ(loudest(left, from), 0);
    EXPECT_GT(loudest(right, from), 0.05);
    edit(solo(session, "BG", false));
    from = here();
    run(20);
    EXPECT_GT(loudest(left, from), 0.05);
    EXPECT_GT(loudest(centre, from), 0.24);
}

TEST_F(SoloInTheRoom, pfl_is_heard_by_its_own_trim_in_the_centre) {
    session = test::with_fader(session, "DX", -20);
    mode(SoloMode::before_fader);
    edit(solo(session, "DX", true));
    const std::size_t from = here();
    run(20);
    EXPECT_NEAR(loudest(centre, from), 0.125, 1e-3);
    EXPECT_EQ(loudest(left, from), 0);
}

TEST_F(SoloInTheRoom, no_output_but_the_solos_own_knows_of_it) {
    const auto outputs = [&](const session::Session& of) {
        const auto another = test::must(ControlRoom::open(of, {{48000}, 6, 0}, room->settings_of_session()));
        const Wanted wanted = another->wanted(of);
        const auto plan = test::compiled(wanted.session, wanted.target, recordings);
        return test::rendered(*plan, {{48000}, {64000}});
    };
    const auto plain = outputs(session);
    auto soloed = test::must(solo(session, "FX", true));
    for (const SoloMode mode : {SoloMode::after_fader, SoloMode::before_fader}) {
        soloed = test::must(apply(soloed, session::SetSoloMode{mode}));
        auto with = outputs(soloed);
        ASSERT_EQ(with.size(), plain.size() + 1);
        EXPECT_GT(test::peak(with.back()[mode == SoloMode::after_fader ? left : centre]), 0.05);
        with.pop_back();
        EXPECT_EQ(with, plain);
    }
}

// While solos come and go and the modes change, but for in place.
TEST_F(SoloInTheRoom, what_is_recorded_in_the_run_is_the_whole_mix_to_the_bit) {
    const Layout layout = *layout_named("5.1");
    const plan::Target prints{
        {{"printmaster", {}, {}}, {"FX", {.bus = test::stem(session, "FX"), .roles = {}}, {}}}};
    const auto whole = session;
    const auto tape = std::make_shared<monitor::Tape>(
        std::vector<monitor::Tape::Row>{{session::printmaster_of(session)->id, layout},
                                        {test::stem(session, "FX"), layout}},
        30 * 48000);
    room->record(tape);
    mode(SoloMode::after_fader);
    edit(solo(session, "FX", true));
    mode(SoloMode::before_fader);
    edit(solo(session, "DX", true));
    edit(solo(session, "FX", false));
    mode(SoloMode::after_fader);
    edit(solo(session, "DX", false));
    room->record({});
    ASSERT_EQ(tape->lost(), 0U);
    std::optional<SamplePos> first;
    test::Sound recorded(12);
    while (const auto piece = tape->next()) {
        if (!first) first = piece->position;
        ASSERT_EQ(piece->position, *first + SampleCount{static_cast<std::int64_t>(recorded[0].size())});
        for (int c = 0; c < 12; ++c) {
            const auto row = piece->audio.channel(c);
            recorded[static_cast<std::size_t>(c)].insert(recorded[static_cast<std::size_t>(c)].end(),
                                                         row.begin(), row.end());
        }
    }
    ASSERT_GT(recorded[0].size(), 48000U);
    auto expected =
        test::rendered(*test::compiled(whole, prints, recordings),
                       {*first, *first + SampleCount{static_cast<std::int64_t>(recorded[0].size())}});
    expected[0].insert(expected[0].end(), expected[1].begin(), expected[1].end());
    EXPECT_EQ(recorded, expected[0]);
}

TEST_F(SoloInTheRoom, a_session_that_opens_in_afl_is_heard_so_from_the_first_sample) {
    auto soloed = test::must(solo(session, "FX", true));
    soloed = test::must(apply(soloed, session::SetSoloMode{SoloMode::after_fader}));
    const SoloListening begun(soloed);
    EXPECT_EQ(begun.heard(), begun.outputs(*layout_named("5.1")).at(0).name);
    EXPECT_EQ(begun.mix_of(soloed).info->solo, SoloMode::after_fader);
}

} // namespace
} // namespace dub::app
