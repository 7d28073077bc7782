#include "engine/core/spsc_ring.h"

#include <thread>

#include <gtest/gtest.h>

namespace dub {
namespace {

TEST(SpscRing, is_full_at_its_capacity_and_says_so) {
    SpscRing<int> ring(3); // rounded up to 4
    for (int i = 0; i < 4; ++i)
        EXPECT_TRUE(ring.push(i));
    EXPECT_FALSE(ring.push(4));
    EXPECT_EQ(ring.pop(), 0);
    EXPECT_TRUE(ring.push(4));
    for (int i = 1; i <= 4; ++i)
        EXPECT_EQ(ring.pop(), i);
    EXPECT_EQ(ring.pop(), std::nullopt);
}

TEST(SpscRing, keeps_order_between_two_threads) {
    SpscRing<int> ring(64);
    constexpr int count = 200000;
    std::thread producer([&] {
        for (int i = 0; i < count;)
            if (ring.push(i))
                ++i;
            else
                std::this_thread::yield();
    });
    for (int expected = 0; expected < count;) {
        if (const auto value = ring.pop()) {
            ASSERT_EQ(*value, expected);
            ++expected;
        } else {
            std::this_thread::yield();
        }
    }
    producer.join();
}

} // namespace
} // namespace dub
