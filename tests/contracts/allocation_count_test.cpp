// The trap itself: a count that stayed at nought would prove nothing.
#include "tests/support/no_allocation.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

namespace dub::test {
namespace {

TEST(AllocationCount, counts_new_and_malloc_and_their_ends) {
    const AllocationCount count;
    void* volatile raw = std::malloc(100);
    EXPECT_EQ(count.so_far(), 1);
    std::free(raw);
    EXPECT_EQ(count.so_far(), 2);
    auto* volatile made = new std::vector<int>(10);
    delete made;
    EXPECT_GE(count.so_far(), 6);
}

TEST(AllocationCount, leaves_other_threads_out) {
    std::atomic<int> stage = 0;
    std::thread other([&] {
        while (stage != 1)
            std::this_thread::yield();
        void* volatile raw = std::malloc(100);
        std::free(raw);
        stage = 2;
    });
    {
        const AllocationCount count;
        stage = 1;
        while (stage != 2)
            std::this_thread::yield();
        EXPECT_EQ(count.so_far(), 0);
    }
    other.join();
}

} // namespace
} // namespace dub::test
