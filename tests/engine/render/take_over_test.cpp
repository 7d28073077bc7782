// A new plan takes over while it plays: no click, tails kept, nothing heard of what did not change.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/session/parameters/filter.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/live_rig.h"
#include "tests/support/random_session.h"

namespace dub::test {
namespace {

using session::Session;

constexpr double amplitude = 0.3, hz = 440;

Formula tone() {
    return [](int, std::int64_t at) {
        return amplitude * std::sin(2 * std::numbers::pi * hz * static_cast<double>(at) / 48000);
    };
}

// The tone on a track called T, a second one on U an octave higher in the same stem.
struct Tones {
    Tones() {
        recordings.set(add_track(session, {.name = "T", .place = {{0}, {480000}}}), tone());
        recordings.set(add_track(session, {.name = "U", .place = {{0}, {480000}}}),
                       [](int, std::int64_t at) { return tone()(0, 2 * at) / 3; });
    }
    Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
};

session::Insert insert(std::uint64_t id, const char* processor) {
    session::Insert made;
    made.id = InsertId{id};
    made.processor = processor;
    if (made.processor == "filter") {
        made.values.set(session::filter::low_cut, 300);
        made.values.set(session::filter::low_cut_slope, 2);
    }
    return made;
}

void change_strip(Session& session, const std::string& track,
                  const std::function<void(session::Strip&)>& change) {
    change_track(session, track, [&](session::Track& changed) {
        session::Strip strip = *changed.strip;
        change(strip);
        changed.strip = std::make_shared<const session::Strip>(std::move(strip));
    });
}

struct Edit {
    const char* name;
    std::function<void(Session&)> prepare, edit;
};

const std::vector<Edit>& edits() {
    const auto nothing = [](Session&) {};
    const auto limit_stem = [](Session& s) {
        change_bus(s, stem(s, "FX"), [](session::Bus& bus) {
            session::Strip strip = *bus.strip;
            strip.inserts.push_back(insert(77, "limiter"));
            bus.strip = std::make_shared<const session::Strip>(std::move(strip));
        });
    };
    const auto remove = [](Session& s) { change_track(s, "T", [](session::Track& t) { t.clips.clear(); }); };
    const auto filter = [](Session& s) {
        change_strip(s, "T", [](session::Strip& strip) { strip.inserts.push_back(insert(5, "filter")); });
    };
    const auto solo = [](Session& s) {
        change_strip(s, "U", [](session::Strip& strip) { strip.soloed = true; });
    };
    const auto mute = [](Session& s) {
        change_strip(s, "T", [](session::Strip& strip) { strip.values.set(session::strip::mute, 1); });
    };
    const auto bypass = [](Session& s) {
        change_bus(s, stem(s, "FX"), [](session::Bus& bus) {
            session::Strip strip = *bus.strip;
            strip.inserts.front().bypassed = true;
            bus.strip = std::make_shared<const session::Strip>(std::move(strip));
        });
    };
    static const std::vector<Edit> all{
        {"delete", nothing, remove},
        {"delete_before_a_limiter", limit_stem, remove},
        {"filter", nothing, filter},
        {"filter_before_a_limiter", limit_stem, filter},
        {"solo", limit_stem, solo},
        {"mute", nothing, mute},
        {"latency_comes", nothing, limit_stem},
        {"latency_kept_by_bypass", limit_stem, bypass},
        {"latency_goes", limit_stem,
         [](Session& s) {
             change_bus(s, stem(s, "FX"),
                        [](session::Bus& bus) { bus.strip = std::make_shared<session::Strip>(); });
         }},
    };
    return all;
}

class TakeOver : public testing::TestWithParam<Edit> {};

TEST_P(TakeOver, does_not_click_there_and_back) {
    Tones tones;
    GetParam().prepare(tones.session);
    LiveRig rig(tones.recordings);
    Session changed = tones.session;
    GetParam().edit(changed);
    rig.give(tones.session);
    rig.driver.play();
    rig.run(9000);
    for (int round = 0; round < 4; ++round) {
        rig.give(round % 2 == 0 ? changed : tones.session);
        rig.run(5000);
    }
    // C: the tones bend by 0.001 and 0.0013; a fade over a quantum by the amplitude / 64 at its ends; a cut
    // by the amplitude.
    const Row& centre = rig.heard(0, 2);
    EXPECT_GT(peak(centre), 0.2);
    EXPECT_LT(bend(centre, 2000, centre.size()), 0.02);
    for (std::size_t i = 2001; i < rig.recorder.places.size(); ++i) // no sample left out, none twice
        ASSERT_EQ(rig.recorder.places[i] - rig.recorder.places[i - 1], SampleCount{1});
    EXPECT_EQ(rig.driver.state().plans_adopted, 5U);
}

INSTANTIATE_TEST_SUITE_P(Edits, TakeOver, testing::ValuesIn(edits()),
                         [](const auto& edit) { return std::string(edit.param.name); });

class Unheard : public testing::TestWithParam<std::uint64_t> {};

// The same session compiled anew, again and again: filters, limiters, delays and ducks go on where they were.
TEST_P(Unheard, a_plan_that_changes_nothing_is_not_heard_to_the_bit) {
    const Session session = random_session(GetParam(), {7, 5, 8});
    LiveRig rig({}, session.info->rate);
    const SamplePos start = session::sample_of(session, session.info->start);
    rig.give(session);
    rig.driver.locate(start);
    rig.driver.play();
    for (int round = 0; round < 20; ++round) {
        rig.run(2777);
        rig.give(session);
    }
    const auto begun =
        static_cast<std::size_t>(std::ranges::find(rig.recorder.speeds, 1.0) - rig.recorder.speeds.begin());
    const Sound file = rendered(session, rig.recordings, {start, start + SampleCount{50000}});
    EXPECT_GT(rig.driver.state().plans_adopted, 15U);
    for (std::size_t c = 0; c < file.size(); ++c)
        for (std::size_t i = plan::quantum; i < 50000; ++i)
            ASSERT_EQ(rig.heard(0, c)[begun + i], file[c][i]) << c << " " << i;
}

INSTANTIATE_TEST_SUITE_P(Seeds, Unheard, testing::Range<std::uint64_t>(1, 6));

// A resonance behind the edit would ring on a cut of the clip; it is struck by a fade instead.
TEST(TakeOverOfTails, no_memory_hears_a_jump) {
    Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
    recordings.set(add_track(session, {.name = "T", .place = {{0}, {480000}}}), steady(amplitude));
    change_bus(session, stem(session, "FX"), [](session::Bus& bus) {
        session::Strip strip = *bus.strip;
        session::Insert bell = insert(6, "filter");
        bell.values = {};
        bell.values.set(session::filter::bell, 5600);
        bell.values.set(session::filter::bell_gain, session::filter::bell_gain.max);
        bell.values.set(session::filter::bell_q, session::filter::bell_q.max);
        strip.inserts.push_back(std::move(bell));
        bus.strip = std::make_shared<const session::Strip>(std::move(strip));
    });
    LiveRig rig(recordings);
    rig.give(session);
    rig.driver.play();
    rig.run(9000);
    Session without = session;
    change_track(without, "T", [](session::Track& track) { track.clips.clear(); });
    rig.give(without);
    rig.run(3000);
    const Row& heard = rig.heard(0, 2);
    EXPECT_NEAR(heard[8999], amplitude, 1e-3);
    EXPECT_LT(peak(Row(heard.begin() + 9130, heard.end())), 0.01 * amplitude);
}

// A filter rings on when the clip that struck it is gone.
TEST(TakeOverOfTails, a_ringing_filter_rings_on) {
    Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
    recordings.set(add_track(session, {.name = "T", .place = {{0}, {4800}}}),
                   [](int, std::int64_t at) { return at == 4000 ? 1.0 : 0.0; });
    change_strip(session, "T", [](session::Strip& strip) {
        session::Insert bell = insert(5, "filter");
        bell.values = {};
        bell.values.set(session::filter::bell, 200);
        bell.values.set(session::filter::bell_gain, 12);
        bell.values.set(session::filter::bell_q, 8);
        strip.inserts.push_back(std::move(bell));
    });
    LiveRig rig(recordings);
    rig.give(session);
    rig.driver.play();
    rig.run(5200);
    Session moved = session; // the clip is over already: it may go
    change_track(moved, "T", [](session::Track& track) {
        session::Clip clip = *track.clips.front();
        clip.place = {{200000}, {204800}};
        track.clips = {std::make_shared<const session::Clip>(clip)};
    });
    rig.give(moved);
    rig.run(4000);
    const Sound file = rendered(session, rig.recordings, {{0}, {8000}});
    EXPECT_GT(std::abs(file[2][6000]), 1e-4F);
    for (std::size_t i = 64; i < 8000; ++i)
        ASSERT_EQ(rig.heard(0, 2)[i], file[2][i]) << i;
}

} // namespace
} // namespace dub::test
