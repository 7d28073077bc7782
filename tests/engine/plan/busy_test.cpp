#include "engine/plan/build/busy.h"

#include <gtest/gtest.h>

#include "engine/plan/steps/rest.h"

namespace dub::plan {
namespace {

TEST(Busy, ranges_go_out_to_the_grid_and_join) {
    EXPECT_EQ(tidy({{{70}, {100}}, {{10}, {20}}, {{128}, {129}}, {{500}, {500}}}), (Busy{{{0}, {192}}}));
    EXPECT_EQ(tidy({{{-1}, {1}}, {{640}, {700}}}), (Busy{{{-64}, {64}}, {{640}, {704}}}));
}

TEST(Busy, a_start_is_looked_for_where_all_is_at_rest) {
    const Busy busy = tidy({{{1000}, {2000}}, {{4000}, {5000}}});
    EXPECT_EQ(last_rest(busy, {100}).value, 64);
    EXPECT_EQ(last_rest(busy, {1500}).value, 960);
    EXPECT_EQ(last_rest(busy, {2048}).value, 2048);
    EXPECT_EQ(last_rest(busy, {4500}).value, 3968);
    EXPECT_EQ(last_rest({}, {-1}).value, -64);
}

TEST(Activity, runs_are_found_across_words) {
    Activity activity;
    activity.set(3);
    activity.set(60, 70);
    activity.set(127);
    std::vector<std::pair<int, int>> runs;
    activity.runs(0, max_quanta, [&](int a, int b) { runs.emplace_back(a, b); });
    EXPECT_EQ(runs, (std::vector<std::pair<int, int>>{{3, 4}, {60, 70}, {127, 128}}));
    runs.clear();
    activity.runs(61, 65, [&](int a, int b) { runs.emplace_back(a, b); });
    EXPECT_EQ(runs, (std::vector<std::pair<int, int>>{{61, 65}}));
}

TEST(Activity, a_stretch_is_each_of_its_quanta) {
    for (int first = 0; first <= max_quanta; ++first)
        for (int last = first; last <= max_quanta; ++last) {
            Activity whole, single;
            whole.set(first, last);
            for (int q = first; q < last; ++q)
                single.set(q);
            ASSERT_EQ(whole, single) << first << " to " << last;
        }
}

TEST(Rest, a_step_runs_on_for_its_tail_and_is_reset_once) {
    Rest rest({100}); // two quanta
    Activity sound;
    sound.set(1);
    sound.set(9);
    std::string told;
    const auto work = [&](int a, int b) { told += std::to_string(a) + "-" + std::to_string(b) + " "; };
    const Activity out = rest.walk(sound, 12, work, [&] { told += "rest "; });
    EXPECT_EQ(told, "1-4 rest 9-12 ");
    EXPECT_TRUE(out.has(3));
    EXPECT_FALSE(out.has(4));
}

} // namespace
} // namespace dub::plan
