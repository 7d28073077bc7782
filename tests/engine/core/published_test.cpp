#include "engine/core/published.h"

#include <thread>

#include <gtest/gtest.h>

namespace dub {
namespace {

struct Pair {
    std::uint64_t number = 0;
    std::array<std::uint64_t, 5> copies{};
    char end = 0;
};

TEST(Published, begins_with_a_fresh_value_and_gives_the_last_written) {
    Published<Pair> published;
    EXPECT_EQ(published.read().number, 0U);
    published.write({7, {7, 7, 7, 7, 7}, 'x'});
    EXPECT_EQ(published.read().copies[4], 7U);
    EXPECT_EQ(published.read().end, 'x');
}

TEST(Published, a_reader_never_sees_half_of_a_value) {
    Published<Pair> published;
    constexpr std::uint64_t last = 100'000;
    std::thread writer([&] {
        for (std::uint64_t n = 1; n <= last; ++n)
            published.write({n, {n, n, n, n, n}, static_cast<char>(n % 100)});
    });
    for (std::uint64_t before = 0; before < last;) {
        const Pair now = published.read();
        EXPECT_GE(now.number, before); // never back
        for (const std::uint64_t copy : now.copies)
            ASSERT_EQ(copy, now.number);
        ASSERT_EQ(now.end, static_cast<char>(now.number % 100));
        before = now.number;
    }
    writer.join();
}

} // namespace
} // namespace dub
