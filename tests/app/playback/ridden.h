#pragma once
// One track that a device under the test's hand plays, and hands on its controls: what came out is set beside
// what the lanes say.

#include <atomic>
#include <cmath>

#include <gtest/gtest.h>

#include "app/playback/riding.h"
#include "engine/session/edits/catalogue.h"
#include "engine/session/edits/change.h"
#include "engine/session/history.h"
#include "tests/app/playback/played.h"

namespace dub::app {

using session::AutomationMode;
using session::Control;
namespace strip = session::strip;

inline constexpr int block = 256;

// One mono track for a minute, in the middle of the screen.
inline session::Session dialogue() {
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
        player.session_changed(riding.heard_of(history.now()), render::Moves::kept);
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
        player.session_changed(riding.heard_of(history.now()), render::Moves::kept);
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
    Riding riding{{&player,
                   [this]() -> const session::Session& { return history.now(); },
                   [this](const auto& edits, const std::string& title) { return apply(edits, title); },
                   {},
                   {},
                   [this] { return session_is_heard; }}};
    bool session_is_heard = true;
};

} // namespace dub::app
