// Values others have published.

#include <gtest/gtest.h>

#include "engine/core/checksum.h"

namespace {

using namespace dub;

TEST(Checksum, crc32c_gives_the_values_of_rfc_3720_b_4) {
    EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAU);
    EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43U);
    std::string rising;
    for (int i = 0; i < 32; ++i)
        rising += static_cast<char>(i);
    EXPECT_EQ(crc32c(rising), 0x46DD794EU);
    EXPECT_EQ(crc32c("123456789"), 0xE3069283U); // the check value of the catalogue of CRC parameters
    EXPECT_EQ(crc32c(""), 0U);
}

TEST(Checksum, fnv1a_gives_the_values_of_its_authors_and_goes_on) {
    EXPECT_EQ(fnv1a(""), 0xcbf29ce484222325U);
    EXPECT_EQ(fnv1a("a"), 0xaf63dc4c8601ec8cU);
    EXPECT_EQ(fnv1a("foobar"), 0x85944171f73967e8U);
    EXPECT_EQ(fnv1a("bar", fnv1a("foo")), fnv1a("foobar"));
}

} // namespace
