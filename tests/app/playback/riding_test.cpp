// Hands on controls while a device under the test's hand plays: what the lanes say afterwards is what was
// heard, whatever the mode; and what stands is one edit.
#include "app/playback/riding.h"

#include <atomic>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/change.h"
#include "engine/session/history.h"
#include "engine/session/passes/thin.h"
#include "tests/app/playback/played.h"
#include "tests/support/dice.h"

namespace dub::app {
namespace {

using session::AutomationMode;
using session::Control;
namespace strip = session::strip;

constexpr SampleCount latency{480};
constexpr std::int64_t second = 48000;
constexpr int block = 256;

// One mono track for a minute, in the middle of the screen.
session::Session dialogue() {
    session::Session session = test::empty_session(test::wide);
    test::NewTrack track;
    track.name = "DX";
    track.role = session::Role::dialogue;
    track.place = {{0}, {60 * second}};
    add_track(session, track);
    return session;
}

class Ridden : public testing::Test {
  protected:
    Ridden() {
        recordings.set(history.now().pool->media.front()->id, test::steady(0.5));
        serve_until([&] { return player.up_to_date(); });
        player.connect({});
        serve_until([&] { return !player.state().connecting; });
        device = devices->device();
        before = player.engine().output_samples;
    }
    template <class Done> void serve_until(Done done) {
        test::serve_until(player, [&] {
            riding.service();
            if (device) step();
            return done();
        });
    }
    void step(int samples = block) {
        now += samples * 1'000'000LL / 48;
        device->step(samples);
        player.service();
        riding.service();
    }
    void run(std::int64_t samples) {
        for (; samples > 0; samples -= block)
            step();
    }
    void play_from(std::int64_t at) {
        player.locate({at});
        riding.before_play();
        player.play();
        serve_until([&] { return player.state().speed != 0 && !player.state().waiting; });
    }
    void stop() {
        player.stop();
        run(3L * block);
        serve_until([&] { return player.up_to_date(); });
        run(3L * block);
    }
    void mode(AutomationMode mode, bool trim = false) {
        edit([&](session::Strip& strip) {
            strip.automation.mode = mode;
            strip.automation.trim = trim;
        });
    }
    template <class Change> void edit(Change change) {
        session::Strip strip = *session::find_strip(history.now(), dx);
        change(strip);
        history.push("set", session::with_strip(history.now(), dx, std::move(strip)));
        player.session_changed(history.now(), render::Moves::kept);
        serve_until([&] { return player.up_to_date(); });
    }
    void lane(const Control& control, std::vector<session::LanePoint> points) {
        edit([&](session::Strip& strip) {
            strip.lanes.push_back(session::share(session::Lane{LaneId{900'000}, control.address, points}));
        });
    }
    Result<Diagnostics> apply(const std::vector<session::WrittenEdit>& edits, const std::string& title) {
        session::Session next = history.now();
        for (const session::WrittenEdit& one : edits) {
            const session::EditDeclaration* const edit = session::find_edit(one.name);
            if (edit == nullptr) return fail(ErrorCode::usage, "no edit " + one.name);
            TRY(next, edit->apply(next, one.arguments));
        }
        history.push(title, std::move(next));
        player.session_changed(history.now(), render::Moves::kept);
        return Diagnostics{};
    }
    [[nodiscard]] double lane_at(const Control& control, std::int64_t at) {
        return session::value_at(history.now(), control, {at});
    }
    // Decibels of what came out for the sound at `at`, by the log of positions the device heard.
    struct Heard {
        SamplePos at;
        double db;
    };
    // One for each quantum: where on the timeline, and how loud the steady sound was.
    [[nodiscard]] std::vector<Heard> all_heard() {
        std::vector<Heard> all;
        const auto& row = device->heard[2]; // C
        for (const auto& [sample, position] : places)
            for (std::uint64_t i = 0; i < block; i += 64) {
                const std::uint64_t n = sample + i - before;
                if (n >= row.size() || row[n] <= 0) continue;
                all.push_back({position + SampleCount{static_cast<std::int64_t>(i)},
                               20 * std::log10(static_cast<double>(row[n]) / 0.5)});
            }
        return all;
    }
    // Steps and notes which place of the timeline each block begins with.
    void listen(std::int64_t samples) {
        for (; samples > 0; samples -= block) {
            const auto state = player.engine();
            step();
            if (state.playing && !state.waiting && player.engine().playing)
                places.emplace_back(state.output_samples, state.position);
        }
    }
    // The lane says within the thinning's error what was heard; heard at all.
    void expect_lane_is_what_was_heard(const Control& control) {
        const auto all = all_heard();
        ASSERT_GT(all.size(), 200U);
        for (const Heard& one : all)
            ASSERT_NEAR(session::value_at(history.now(), control, one.at), one.db, 0.11) << one.at.value;
    }

    test::Recordings recordings;
    session::History history{dialogue()};
    session::StripOwner dx{history.now().tracks.front()->id, {}};
    Control fader{dx, {{}, {}, "fader"}};
    std::shared_ptr<test::FakeDevices> devices = std::make_shared<test::FakeDevices>(
        DeviceInfo{"ALSA: Box", "ALSA", 8, 0, {{48000}}, {48000}, 0, true}, latency);
    std::shared_ptr<test::FakeDevice> device;
    std::atomic<std::int64_t> now{1};
    std::uint64_t before = 0;
    std::vector<std::pair<std::uint64_t, SamplePos>> places;
    Player player{{devices, nullptr, recordings.opener(), {.threads = 0}, [this] { return now.load(); }},
                  history.now()};
    Riding riding{{&player, [this]() -> const session::Session& { return history.now(); },
                   [this](const auto& edits, const std::string& title) { return apply(edits, title); }}};
};

TEST_F(Ridden, a_hand_is_one_edit_while_the_session_stands) {
    riding.touch(fader);
    riding.move(fader, -6);
    riding.move(fader, -9);
    const std::size_t entries = history.names().size();
    riding.let_go(fader);
    EXPECT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(history.names().back(), "Fader of DX");
    EXPECT_EQ(lane_at(fader, 0), -9);
    riding.touch(fader);
    riding.let_go(fader);
    EXPECT_EQ(history.names().size(), entries + 1) << "a touch alone is no edit";
}

TEST_F(Ridden, two_axes_of_one_puck_are_one_entry) {
    const Control x{dx, {{}, {}, "pan.x"}}, y{dx, {{}, {}, "pan.y"}};
    const std::size_t entries = history.names().size();
    riding.move(x, -0.5);
    riding.move(y, 0);
    riding.let_go(x);
    EXPECT_EQ(history.names().size(), entries);
    riding.let_go(y);
    ASSERT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(history.names().back(), "Pan DX");
    EXPECT_EQ(lane_at(x, 0), -0.5);
    EXPECT_EQ(lane_at(y, 0), 0);
}

TEST_F(Ridden, a_pass_in_touch_is_in_the_lanes_as_it_was_heard) {
    mode(AutomationMode::touch);
    play_from(second);
    listen(second / 4);
    test::Dice dice(3);
    for (const double goal : {-12.0, -3.0}) {
        riding.touch(fader);
        for (int i = 0; i < 40; ++i) {
            riding.move(fader, goal * i / 40 + dice.number(-1, 1));
            listen(dice.whole(1, 4) * block);
        }
        riding.let_go(fader);
        listen(second);
    }
    const std::size_t entries = history.names().size();
    stop();
    ASSERT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(history.names().back(), "Pass: DX fader");
    expect_lane_is_what_was_heard(fader);
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(session::lane_of(history.now(), fader), nullptr) << "one undo takes back one pass";
}

TEST_F(Ridden, the_glide_back_lasts_the_match_time_and_ends_on_the_lane) {
    mode(AutomationMode::touch);
    lane(fader, {{{second}, -6}, {{10 * second}, -16}});
    play_from(2 * second);
    listen(second / 4);
    riding.touch(fader);
    riding.move(fader, 3);
    listen(second / 2);
    riding.let_go(fader);
    listen(second);
    stop();
    expect_lane_is_what_was_heard(fader);
    const auto& points = session::lane_of(history.now(), fader)->points;
    const auto back =
        std::ranges::find_if(points, [](const auto& p) { return p.at.value > 2 * second && p.value < -6; });
    ASSERT_NE(back, points.end());
}

TEST_F(Ridden, latch_writes_until_it_stops_and_nothing_jumps_when_the_lane_takes_over) {
    mode(AutomationMode::latch);
    play_from(second);
    listen(second / 4);
    riding.touch(fader);
    riding.move(fader, -10);
    riding.let_go(fader);
    listen(second);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::writing);
    EXPECT_EQ(riding.value(fader, player.heard()), -10);
    player.stop();
    listen(second / 8);
    serve_until([&] { return player.up_to_date(); });
    run(second / 8);
    expect_lane_is_what_was_heard(fader);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::nothing);
    const auto& points = session::lane_of(history.now(), fader)->points;
    EXPECT_EQ(points.back().value, 0) << "behind the pass the old value goes on";
    // Played again offline, so to say: by the lane alone.
    places.clear();
    play_from(second);
    listen(second);
    expect_lane_is_what_was_heard(fader);
}

TEST_F(Ridden, write_writes_from_the_start_and_latches_after) {
    mode(AutomationMode::write);
    lane(fader, {{{0}, -6}, {{second}, -6}, {{2 * second}, -20}});
    play_from(second / 2);
    listen(2 * second);
    stop();
    expect_lane_is_what_was_heard(fader);
    EXPECT_NEAR(lane_at(fader, 2 * second), -6, 1e-9) << "held from where it began";
    EXPECT_EQ(session::find_strip(history.now(), dx)->automation.mode, AutomationMode::latch);
}

TEST_F(Ridden, a_loops_turn_ends_a_pass_and_the_next_begins_with_what_is_held) {
    mode(AutomationMode::latch);
    player.loop(SampleRange{{second}, {2 * second}});
    play_from(second + second / 2 + 17); // a run begins on the grid, a little before
    run(second / 8);
    riding.move(fader, -10);
    riding.let_go(fader);
    const std::size_t entries = history.names().size();
    run(second);
    EXPECT_EQ(history.names().size(), entries + 1);
    riding.move(fader, -20);
    run(second / 4);
    stop();
    EXPECT_EQ(history.names().size(), entries + 2);
    EXPECT_EQ(lane_at(fader, second), -10) << "the second turn began with it";
    EXPECT_EQ(lane_at(fader, second + 4 * second / 5), -20) << "and wrote over the first one's end";
    EXPECT_EQ(lane_at(fader, 2 * second - 1), -10) << "as far as it went";
}

TEST_F(Ridden, a_jump_ends_a_pass_where_it_was_heard) {
    mode(AutomationMode::latch);
    play_from(second);
    run(second / 4);
    riding.move(fader, -10);
    run(second / 4);
    const std::size_t entries = history.names().size();
    player.locate({10 * second});
    serve_until([&] { return player.heard() > SamplePos{10 * second + second / 4}; });
    EXPECT_EQ(history.names().size(), entries + 1);
    stop();
    EXPECT_EQ(lane_at(fader, 5 * second), 0);
    EXPECT_EQ(lane_at(fader, 10 * second), -10) << "a finger that stays on it goes on there";
}

TEST_F(Ridden, in_read_a_hand_writes_nothing_and_its_lane_plays_on) {
    lane(fader, {{{0}, -6}});
    play_from(second);
    riding.move(fader, 0);
    run(second / 8);
    const std::size_t entries = history.names().size();
    riding.let_go(fader);
    run(second / 8);
    stop();
    EXPECT_EQ(history.names().size(), entries);
    EXPECT_NE(riding.take_sentence().find("automated"), std::string::npos);
}

TEST_F(Ridden, safe_and_not_enabled_controls_are_not_written) {
    for (const bool safe : {true, false}) {
        edit([&](session::Strip& strip) {
            strip.automation.mode = AutomationMode::latch;
            strip.automation.safe = safe;
        });
        session::PassSettings settings;
        if (!safe) settings.enabled.erase(session::ControlKind::volume);
        riding.set(settings);
        play_from(second);
        riding.move(fader, -10);
        run(second / 8);
        riding.let_go(fader);
        stop();
        EXPECT_EQ(session::lane_of(history.now(), fader), nullptr);
    }
}

TEST_F(Ridden, a_preview_is_heard_and_not_written_until_it_is_punched) {
    mode(AutomationMode::latch);
    lane(fader, {{{0}, -6}});
    play_from(second);
    riding.preview(true);
    riding.move(fader, -20);
    riding.let_go(fader);
    run(second / 2);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::previewing);
    EXPECT_NEAR(20 * std::log10(device->heard[2].back() / 0.5), -20, 0.01);
    const std::size_t entries = history.names().size();
    riding.punch_preview();
    EXPECT_FALSE(riding.previewing());
    run(second / 2);
    stop();
    ASSERT_EQ(history.names().size(), entries + 1);
    EXPECT_EQ(lane_at(fader, second + second / 4), -6);
    EXPECT_EQ(lane_at(fader, second + 3 * second / 4), -20);
    riding.preview(true);
    riding.move(fader, 0);
    riding.preview(false);
    run(second / 4);
    EXPECT_EQ(history.names().size(), entries + 1) << "a preview that ends leaves nothing";
}

TEST_F(Ridden, what_is_held_is_written_to_the_end_and_the_pass_goes_on) {
    mode(AutomationMode::latch);
    play_from(second);
    riding.move(fader, -10);
    run(second / 2);
    riding.write_to(session::Extent::end);
    run(second / 4);
    riding.move(fader, -15);
    run(second / 4);
    stop();
    EXPECT_EQ(lane_at(fader, 50 * second), -10);
    EXPECT_EQ(lane_at(fader, 2 * second - 4096), -15);
}

TEST_F(Ridden, a_snapshot_is_captured_here_and_punched_there) {
    lane(fader, {{{0}, -6}, {{second}, -6}, {{second}, -12}});
    player.locate({2 * second});
    riding.capture({});
    riding.punch_capture(SampleRange{{second / 4}, {second / 2}});
    EXPECT_EQ(lane_at(fader, second / 4), -12);
    EXPECT_EQ(lane_at(fader, second / 2), -6);
    EXPECT_EQ(history.names().back(), "Snapshot: DX fader");
}

TEST_F(Ridden, a_strip_that_is_set_to_read_while_it_writes_glides_back) {
    mode(AutomationMode::latch);
    play_from(second);
    riding.move(fader, -10);
    run(second / 4);
    mode(AutomationMode::read);
    run(second);
    EXPECT_EQ(riding.doing(dx), Riding::Doing::nothing);
    EXPECT_EQ(device->heard[2].back(), 0.5F);
    stop();
    EXPECT_EQ(session::lane_of(history.now(), fader)->points.back().value, 0);
    EXPECT_LT(session::lane_of(history.now(), fader)->points.back().at.value, 2 * second + second / 2);
}

TEST_F(Ridden, a_track_that_goes_while_it_is_ridden_takes_its_pass_along) {
    mode(AutomationMode::latch);
    play_from(second);
    riding.move(fader, -10);
    run(second / 4);
    session::Session without = history.now();
    without.tracks.clear();
    history.push("remove", without);
    player.session_changed(without, render::Moves::kept);
    run(second / 4);
    const std::size_t entries = history.names().size();
    stop();
    riding.let_go(fader);
    EXPECT_EQ(history.names().size(), entries);
    EXPECT_EQ(riding.take_sentence(), "");
}

TEST_F(Ridden, a_trim_adds_to_the_lane_and_leaves_it_until_it_is_coalesced) {
    const Control trim{dx, {{}, {}, "fader.trim"}};
    lane(fader, {{{0}, -6}, {{10 * second}, -6}});
    mode(AutomationMode::latch, true);
    play_from(second);
    run(second / 4);
    riding.move(fader, -9);
    EXPECT_NEAR(riding.value(fader, player.heard()), -9, 1e-9) << "the fader stands where the hand put it";
    run(second / 2);
    EXPECT_NEAR(20 * std::log10(device->heard[2].back() / 0.5), -9, 0.01);
    riding.let_go(fader);
    stop();
    EXPECT_EQ(history.names().back(), "Pass: DX trim");
    EXPECT_EQ(session::lane_of(history.now(), fader)->points.size(), 2U);
    EXPECT_NEAR(lane_at(trim, second + second / 2), -3, 1e-9);
    session::PassSettings settings;
    settings.coalesce = true;
    riding.set(settings);
    play_from(5 * second);
    run(second / 4);
    riding.move(fader, -12);
    run(second / 4);
    riding.let_go(fader);
    stop();
    EXPECT_NEAR(lane_at(fader, 5 * second + 3 * second / 8), -12, 0.11);
    EXPECT_NEAR(lane_at(fader, second + second / 2), -9, 0.11);
    EXPECT_EQ(lane_at(trim, 5 * second + 3 * second / 8), 0);
}

TEST_F(Ridden, suspended_automation_is_neither_heard_nor_written) {
    mode(AutomationMode::latch);
    lane(fader, {{{0}, -20}});
    session::PassSettings settings;
    settings.suspended = true;
    riding.set(settings);
    serve_until([&] { return player.up_to_date(); });
    play_from(second);
    run(second / 4);
    EXPECT_NEAR(20 * std::log10(device->heard[2].back() / 0.5), 0, 0.01);
    EXPECT_EQ(riding.value(fader, player.heard()), 0);
}

TEST_F(Ridden, a_move_is_heard_within_twenty_milliseconds) {
    mode(AutomationMode::touch);
    play_from(second);
    run(second / 4);
    const std::size_t asked = device->heard[2].size();
    riding.move(fader, -20);
    run(second / 4);
    const auto& row = device->heard[2];
    const auto there = std::find_if(row.begin() + static_cast<std::ptrdiff_t>(asked), row.end(),
                                    [](float s) { return s < 0.0501F; });
    EXPECT_LT(there - row.begin() - static_cast<std::ptrdiff_t>(asked), 960);
}

} // namespace
} // namespace dub::app
