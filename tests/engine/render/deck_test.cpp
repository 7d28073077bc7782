// What a change of plans and a jump cost the audio thread: work for what hands have moved, none for the
// thousands of values that nobody touched.
#include "engine/render/deck.h"

#include <gtest/gtest.h>

#include "engine/session/parameters/strip.h"
#include "tests/support/live_rig.h"

namespace dub::test {
namespace {

class Decked : public testing::Test {
  protected:
    Decked() {
        for (int track = 0; track < 20; ++track)
            add_track(session, {.name = "T" + std::to_string(track)});
        fader = {{session.tracks.front()->id, {}}, {}, {}, session::strip::fader.id};
    }
    render::LivePlan& make() {
        return *plans.emplace_back(std::make_unique<render::LivePlan>(
            compiled(session, live(printmaster()), recordings), plans.size() + 1));
    }
    static std::size_t turned(render::LivePlan& plan) {
        return static_cast<std::size_t>(std::ranges::count_if(
            plan.plan().live(), [](const auto& one) { return one.second.turn() != 0; }));
    }
    static std::uint64_t turns(render::LivePlan& plan) {
        std::uint64_t all = 0;
        for (const auto& [address, value] : plan.plan().live())
            all += value.turn();
        return all;
    }

    session::Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
    plan::LiveAddress fader;
    std::vector<std::unique_ptr<render::LivePlan>> plans;
    render::Deck deck;
};

TEST_F(Decked, a_plan_takes_over_what_hands_have_moved_and_nothing_else) {
    deck.put(make());
    deck.start({0});
    ASSERT_GT(plans[0]->plan().live().size(), 200U);
    deck.move(fader, -6);
    deck.read(1024);
    deck.put(make());
    EXPECT_EQ(turned(*plans[1]), 1U);
    deck.start({0});
    deck.read(1024);
    deck.take_over(make());
    EXPECT_EQ(turned(*plans[2]), 1U);
    for (int read = 0; deck.taking_over();)
        ASSERT_LT(read += deck.read(1024), 48000);
    EXPECT_EQ(deck.current(), plans[2].get());
    EXPECT_EQ(plans[2]->plan().live().at(fader).at(deck.due(), 0), -6);
    deck.release_all(*plans[2]);
    deck.start({0}); // the way back has arrived
    deck.put(make());
    EXPECT_EQ(turned(*plans[3]), 0U) << "it counts no more";
}

TEST_F(Decked, a_field_is_turned_over_the_seam_the_short_way) {
    fader.parameter = session::strip::rotate.id;
    deck.put(make());
    deck.start({0});
    deck.move(fader, 170);
    deck.read(1024);
    const SamplePos seam = deck.due();
    deck.move(fader, -170);
    const auto& angle = plans[0]->plan().live().at(fader);
    for (const auto& [at, degrees] : {std::pair{64, 175.0}, {192, -175.0}, {256, -170.0}})
        EXPECT_NEAR(angle.at(seam + SampleCount{at}, 0), degrees, 1e-9) << at;
}

TEST_F(Decked, a_jump_settles_what_runs_and_leaves_what_rests) {
    deck.put(make());
    deck.start({0});
    deck.move(fader, -6);
    const auto moved = turns(*plans[0]);
    deck.start({48000});
    EXPECT_EQ(turns(*plans[0]), moved + 1);
    EXPECT_EQ(plans[0]->plan().live().at(fader).at({0}, 0), -6);
    deck.start({96000});
    EXPECT_EQ(turns(*plans[0]), moved + 1) << "nothing was running";
}

} // namespace
} // namespace dub::test
