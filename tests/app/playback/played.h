#pragma once
// A player over recordings that are formulas, and what its log says must have been heard.

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "app/playback/player.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/fake_device.h"
#include "tests/support/mix_rig.h"

namespace dub::app {

inline constexpr SampleCount latency{480}; // of the device in these tests
inline constexpr std::int64_t second = 48000;

} // namespace dub::app

namespace dub::test {

inline const Layout wide = *layout_named("7.1");

// Four tracks of noise for a minute, some of it moving, at 7.1.
inline session::Session noisy_session() {
    session::Session session = empty_session(wide);
    for (const auto& [name, role] :
         {std::pair{"DX", session::Role::dialogue}, std::pair{"FX", session::Role::effects},
          std::pair{"BG", session::Role::ambience}}) {
        NewTrack track;
        track.name = name;
        track.role = role;
        track.place = {{0}, {60 * 48000}};
        if (role != session::Role::dialogue) track.layout = wide;
        add_track(session, track);
    }
    return session;
}

inline session::Session with_fader(session::Session session, const std::string& track, double db) {
    change_track(session, track, [&](session::Track& changed) {
        session::Strip strip = *changed.strip;
        strip.values.set(session::strip::fader, db);
        changed.strip = std::make_shared<const session::Strip>(std::move(strip));
    });
    return session;
}

// Computed again from the log, one row for each channel of the device. `sessions`: of plan 1, 2, …
inline Sound replayed(const render::LiveLog& log, std::uint64_t samples,
                      const std::vector<session::Session>& sessions, const Recordings& recordings,
                      const app::Listening& wanted, render::LiveListener& listener) {
    const auto plan = [&](std::uint64_t number) -> Result<std::unique_ptr<plan::Plan>> {
        const auto& session = sessions.at(static_cast<std::size_t>(number) - 1);
        plan::Target target = wanted.wanted(session, wide).target;
        target.live = plan::Live::yes;
        auto compiled = plan::compile(session, target, recordings.opener());
        if (!compiled) return std::unexpected(compiled.error());
        return std::move(compiled->plan);
    };
    MemorySink sink(wide.channels());
    const auto done = render::replay({log, samples, plan}, listener, sink, wide.channels());
    if (!done) throw std::logic_error(done.error().text());
    return std::move(sink.sound);
}

// Until `done`, half a minute at most; serves the player meanwhile. Returns the longest a service took: a
// window stood still for as long.
template <class Done> std::chrono::nanoseconds serve_until(app::Player& player, Done done) {
    using Clock = std::chrono::steady_clock;
    const auto limit = Clock::now() + std::chrono::seconds(30);
    std::chrono::nanoseconds longest{0};
    while (!done()) {
        const auto before = Clock::now();
        player.service();
        longest = std::max<std::chrono::nanoseconds>(longest, Clock::now() - before);
        if (Clock::now() > limit) throw std::logic_error("it never happened");
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return longest;
}

} // namespace dub::test
