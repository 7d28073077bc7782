#include "engine/core/handoff.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace dub {
namespace {

// Counts the living, and the thread that ends one.
struct Tracked {
    explicit Tracked(int n, std::atomic<int>& alive)
        : number(n)
        , living(&alive) {
        ++*living;
    }
    Tracked(const Tracked&) = delete;
    Tracked& operator=(const Tracked&) = delete;
    ~Tracked() {
        --*living;
        last_freed_by = std::this_thread::get_id();
    }
    int number;
    std::atomic<int>* living;
    static thread_local std::thread::id last_freed_by;
};
thread_local std::thread::id Tracked::last_freed_by;

TEST(Handoff, the_taker_gets_the_newest_and_only_once) {
    std::atomic<int> alive = 0;
    Handoff<Tracked> handoff;
    EXPECT_EQ(handoff.take(), nullptr);
    handoff.give(std::make_unique<Tracked>(1, alive));
    handoff.give(std::make_unique<Tracked>(2, alive));
    EXPECT_EQ(alive, 1); // the first was never taken and is gone
    Tracked* const taken = handoff.take();
    ASSERT_NE(taken, nullptr);
    EXPECT_EQ(taken->number, 2);
    EXPECT_EQ(handoff.take(), nullptr);
}

TEST(Handoff, the_old_value_lives_until_the_giver_collects_it) {
    std::atomic<int> alive = 0;
    Handoff<Tracked> handoff;
    handoff.give(std::make_unique<Tracked>(1, alive));
    (void)handoff.take();
    handoff.give(std::make_unique<Tracked>(2, alive));
    (void)handoff.take();
    EXPECT_EQ(alive, 2);
    handoff.collect();
    EXPECT_EQ(alive, 1);
}

TEST(Handoff, a_value_taken_beside_the_former_leaves_it_valid_until_let_go) {
    std::atomic<int> alive = 0;
    Handoff<Tracked> handoff;
    handoff.give(std::make_unique<Tracked>(1, alive));
    const Tracked* const first = handoff.beside();
    handoff.give(std::make_unique<Tracked>(2, alive));
    const Tracked* const second = handoff.beside();
    handoff.collect();
    EXPECT_EQ(first->number + second->number, 3); // both live
    EXPECT_EQ(alive, 2);
    handoff.let_go();
    handoff.let_go(); // once is enough
    handoff.collect();
    EXPECT_EQ(alive, 1);
    EXPECT_EQ(second->number, 2);
    EXPECT_EQ(handoff.beside(), nullptr);
}

TEST(Handoff, nothing_is_lost_freed_twice_or_freed_by_the_taker_under_load) {
    std::atomic<int> alive = 0;
    {
        Handoff<Tracked> handoff;
        std::atomic<bool> done = false;
        std::thread taker([&] {
            int last = 0;
            while (!done) {
                if (const Tracked* fresh = handoff.take()) {
                    EXPECT_GT(fresh->number, last); // never an older one after a newer one
                    last = fresh->number;
                }
            }
            EXPECT_EQ(Tracked::last_freed_by, std::thread::id{});
        });
        for (int i = 1; i <= 20000; ++i)
            handoff.give(std::make_unique<Tracked>(i, alive));
        done = true;
        taker.join();
    }
    EXPECT_EQ(alive, 0);
}

} // namespace
} // namespace dub
