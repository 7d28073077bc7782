// What holds for every edit on every session, tried on random ones.

#include <map>

#include "engine/session/history.h"
#include "engine/session/invariants.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

TEST(Properties, random_sessions_hold_every_invariant) {
    for (std::uint64_t seed = 0; seed < 40; ++seed)
        EXPECT_EQ(first_error(random_session(seed)), "") << "seed " << seed;
}

TEST(Properties, invariants_hold_after_every_edit_and_undo_brings_back_the_same_pointers) {
    std::map<std::string_view, int> done;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        Dice dice(seed + 1000);
        History history(random_session(seed, {5, 5, 30}));
        std::vector<Session> values{history.now()};
        for (int step = 0; step < 120; ++step) {
            const EditDeclaration& edit = dice.of(edits());
            const auto next = edit.apply(history.now(), random_arguments(dice, history.now(), edit));
            if (!next) {
                EXPECT_FALSE(next.error().sentence.empty()) << edit.name;
                continue;
            }
            ASSERT_EQ(first_error(*next), "") << edit.name << " seed " << seed << " step " << step;
            history.push(std::string(edit.name), *next);
            values.push_back(*next);
            ++done[edit.name];
        }
        for (std::size_t i = values.size() - 1; i > 0; --i) {
            EXPECT_EQ(history.now().tracks, values[i].tracks); // the pointers, not the content
            EXPECT_EQ(history.now().routing, values[i].routing);
            ASSERT_TRUE(history.undo());
        }
        EXPECT_EQ(history.now().tracks, values[0].tracks);
        EXPECT_FALSE(history.undo());
    }
    EXPECT_GT(done.size(), 45U) << "too few of the edits ever suited a session";
}

TEST(Properties, ids_are_never_given_again_over_undo_and_redo_neither) {
    Dice dice(7);
    History history(random_session(7, {4, 4, 20}));
    std::uint64_t highest = history.now().info->next_id;
    int undone = 0;
    for (int step = 0; step < 400; ++step) {
        if (dice.chance(0.2)) {
            undone += history.undo() ? 1 : 0;
        } else if (dice.chance(0.1)) {
            [[maybe_unused]] const bool redone = history.redo();
        } else {
            const EditDeclaration& edit = dice.of(edits());
            auto next = edit.apply(history.now(), random_arguments(dice, history.now(), edit));
            if (!next) continue;
            history.push(std::string(edit.name), std::move(*next));
        }
        ASSERT_GE(history.now().info->next_id, highest) << "step " << step;
        ASSERT_EQ(first_error(history.now()), "") << "step " << step;
        highest = history.now().info->next_id;
    }
    EXPECT_GT(undone, 20);
}

TEST(Properties, undo_and_redo_bring_back_the_session_but_for_the_ids_given) {
    Dice dice(8);
    History history(random_session(8, {4, 4, 20}));
    std::vector<Session> values{history.now()};
    while (values.size() < 40) {
        const EditDeclaration& edit = dice.of(edits());
        auto next = edit.apply(history.now(), random_arguments(dice, history.now(), edit));
        if (!next) continue;
        history.push(std::string(edit.name), *next);
        values.push_back(std::move(*next));
    }
    const std::uint64_t given = values.back().info->next_id;
    ASSERT_GT(given, values.front().info->next_id);
    for (std::size_t i = values.size() - 1; i > 0; --i) {
        ASSERT_TRUE(equal(history.now(), with_ids_given(values[i], given)));
        ASSERT_TRUE(history.undo());
    }
    for (const Session& value : values) {
        ASSERT_TRUE(equal(history.now(), with_ids_given(value, given)));
        [[maybe_unused]] const bool redone = history.redo();
    }
}

} // namespace
} // namespace dub::test
