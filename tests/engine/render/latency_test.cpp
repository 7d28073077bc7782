// Every path into a sum is equally late, every output is on time: shown by cancellation.
#include <gtest/gtest.h>

#include "engine/session/parameters/gain.h"
#include "engine/session/parameters/limiter.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/mix_rig.h"

namespace dub::test {
namespace {

using namespace session;

// A limiter with nothing to do: latency only.
Insert limiter(std::uint64_t id, std::optional<Key> key = {}, double ceiling = 0) {
    Insert insert{InsertId{id}, "limiter", {}, false, key};
    insert.values.set(session::limiter::ceiling, ceiling);
    return insert;
}
Strip inverted() {
    Strip strip;
    strip.values.set(session::strip::polarity, 1);
    return strip;
}
// Two tracks of the same sound, the second upside down.
struct Pair {
    Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
    Pair(Strip first, Strip second) {
        recordings.set(add_track(session, {.name = "a", .strip = std::move(first)}), seeded_noise(5, 0.2));
        recordings.set(add_track(session, {.name = "b", .strip = std::move(second)}), seeded_noise(5, 0.2));
    }
    [[nodiscard]] double left_over() const {
        const Sound mix = rendered(session, recordings, {{0}, {9000}});
        double most = 0;
        for (const Row& row : mix)
            most = std::max(most, peak(row));
        return most;
    }
};
Sound dry(const Session& session, const Recordings& recordings) {
    return rendered(session, recordings, {{0}, {9000}});
}

TEST(Latency, a_latent_track_cancels_a_straight_one) {
    Strip latent;
    latent.inserts = {limiter(1)};
    EXPECT_EQ(Pair(latent, inverted()).left_over(), 0);
    EXPECT_GT(Pair(latent, {}).left_over(), 0.1);
}

TEST(Latency, outputs_are_on_time_with_the_timeline) {
    Session session = empty_session(*layout_named("5.1"));
    const Recordings recordings;
    add_track(session, {});
    const Sound straight = dry(session, recordings);
    change_bus(session, printmaster_of(session)->id, [](Bus& bus) {
        Strip strip;
        strip.inserts = {limiter(1)};
        bus.strip = std::make_shared<const Strip>(strip);
    });
    EXPECT_EQ(dry(session, recordings), straight);
    const auto plan =
        compiled(session, {{{"pm", {}, {}}, {"fx", {stem(session, "FX"), {}}, {}}}}, recordings);
    EXPECT_GT(plan->outputs()[0].latency, plan->outputs()[1].latency);
    const auto sounds = rendered(*plan, {{0}, {9000}});
    EXPECT_EQ(sounds[0], straight);
    EXPECT_EQ(sounds[1], straight);
}

TEST(Latency, sends_and_returns_are_in_line) {
    Pair pair({}, {});
    const BusId room = add_bus(pair.session, {.id = {},
                                              .name = "ROOM",
                                              .kind = BusKind::returns,
                                              .layout = *layout_named("5.1"),
                                              .output = stem(pair.session, "FX"),
                                              .roles = {}});
    change_bus(pair.session, room, [](Bus& bus) {
        Strip strip;
        strip.inserts = {limiter(1)};
        bus.strip = std::make_shared<const Strip>(strip);
    });
    change_track(pair.session, "a", [&](Track& track) { // heard only through the latent return
        Strip strip;
        strip.sends = {{SendId{9}, room, SendTap::pre_fader, {}}};
        strip.values.set(session::strip::fader, -144);
        track.strip = std::make_shared<const Strip>(strip);
    });
    change_track(pair.session, "b",
                 [](Track& track) { track.strip = std::make_shared<const Strip>(inverted()); });
    EXPECT_EQ(pair.left_over(), 0);
}

TEST(Latency, a_key_meets_the_sound_it_came_with) {
    // Each track carries the same sound, and each is limited by a key that is that sound: once straight, once
    // through a latent detour. On time, both limit alike.
    const auto keyed = [](BusId bus) { return std::optional<Key>(Key{{}, bus, true}); };
    Pair pair({}, {});
    const auto detour = [&](const char* name) {
        return add_bus(pair.session, {.id = {},
                                      .name = name,
                                      .kind = BusKind::predub,
                                      .layout = Layout{Speaker::M},
                                      .output = stem(pair.session, "BG"),
                                      .roles = {}});
    };
    const BusId straight = detour("STRAIGHT"), latent = detour("LATENT");
    add_track(pair.session, {.name = "key 1", .output = straight});
    add_track(pair.session, {.name = "key 2", .output = latent});
    pair.recordings.set(pair.session.tracks[2]->clips.front()->media, seeded_noise(5, 0.2));
    pair.recordings.set(pair.session.tracks[3]->clips.front()->media, seeded_noise(5, 0.2));
    for (const BusId bus : {straight, latent})
        change_bus(pair.session, bus, [&](Bus& changed) {
            Strip strip;
            if (bus == latent) strip.inserts = {limiter(1)};
            strip.lanes = {};
            changed.strip = std::make_shared<const Strip>(strip);
            changed.output = {};
        });
    for (const BusId bus : {straight, latent})
        change_bus(pair.session, bus, [&](Bus& changed) { changed.output = stem(pair.session, "BG"); });
    const auto set = [&](const char* name, Strip strip, BusId key) {
        strip.inserts = {limiter(key == straight ? 11 : 12, keyed(key), -20)};
        change_track(pair.session, name,
                     [&](Track& track) { track.strip = std::make_shared<const Strip>(strip); });
    };
    set("a", {}, straight);
    set("b", inverted(), latent);
    const auto plan = compiled(pair.session, {{{"fx", {stem(pair.session, "FX"), {}}, {}}}}, pair.recordings);
    const Sound difference_of_both = rendered(*plan, {{0}, {9000}}).front();
    EXPECT_EQ(peak(difference_of_both[2]), 0);
    change_track(pair.session, "b", [](Track& track) {
        Strip strip = *track.strip;
        strip.values.set(session::strip::fader, -144);
        track.strip = std::make_shared<const Strip>(strip);
    });
    const Sound one =
        rendered(*compiled(pair.session, {{{"fx", {stem(pair.session, "FX"), {}}, {}}}}, pair.recordings),
                 {{0}, {9000}})
            .front();
    EXPECT_GT(peak(one[2]), 0.02);
    EXPECT_LT(peak(one[2]), 0.15); // it did limit
}

TEST(Latency, a_bypassed_insert_moves_nothing) {
    Strip latent;
    latent.inserts = {limiter(1)};
    latent.inserts.front().bypassed = true;
    EXPECT_EQ(Pair(latent, inverted()).left_over(), 0);
}

TEST(Latency, automation_stays_with_the_sound) {
    // The fader behind a latent insert moves where the straight track's does; the grid of straight lines
    // differs by the latency, so that a slow move agrees within the bend of a quantum.
    const auto moving = [](Strip strip) {
        strip.lanes = {lane({{}, {}, "fader"}, {{{1000}, 0}, {{8000}, -12}})};
        return strip;
    };
    Strip latent;
    latent.inserts = {limiter(1)};
    EXPECT_LT(Pair(moving(latent), moving(inverted())).left_over(), 2e-6);
}

} // namespace
} // namespace dub::test
