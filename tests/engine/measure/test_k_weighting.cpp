#include "engine/measure/k_weighting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>

#include <gtest/gtest.h>

namespace dub {
namespace {

double gain_db(SampleRate rate, double hz) {
    const auto f = measure::k_filter(rate);
    const std::complex<double> z = std::polar(1.0, -2 * M_PI * hz / static_cast<double>(rate.hz)), z2 = z * z;
    const auto head = (f.b0 + f.b1 * z + f.b2 * z2) / (1.0 + f.a1 * z + f.a2 * z2);
    const auto pass = (1.0 - 2.0 * z + z2) / (1.0 + f.p1 * z + f.p2 * z2);
    return 20 * std::log10(std::abs(head * pass)) + 10 * std::log10(f.power_scale);
}

// Computed from the coefficients of the standard.
constexpr std::array<std::pair<double, double>, 10> k_curve{{{25, -10.393},
                                                             {38, -6.003},
                                                             {100, -1.133},
                                                             {500, 0.042},
                                                             {997, 0.691},
                                                             {1000, 0.698},
                                                             {2000, 3.071},
                                                             {4000, 3.968},
                                                             {10000, 4.042},
                                                             {20000, 4.043}}};

TEST(KWeighting, has_the_gain_of_the_standard_at_48_kHz) {
    for (const auto& [hz, db] : k_curve)
        EXPECT_NEAR(gain_db({48000}, hz), db, 0.001) << hz;
}

TEST(KWeighting, has_the_same_gain_at_every_rate) {
    for (const int rate : {44100, 88200, 96000, 176400, 192000})
        for (const auto& [hz, db] : k_curve)
            EXPECT_NEAR(gain_db({rate}, hz), db, 0.01) << rate << " " << hz;
}

// ITU-R BS.1770 as rebuilt by B. De Man; the high pass without its level correction.
TEST(KWeighting, has_the_published_coefficients_at_44100_Hz) {
    const auto f = measure::k_filter({44100});
    EXPECT_NEAR(f.b0, 1.530841230050348, 1e-12);
    EXPECT_NEAR(f.b1, -2.650979995154730, 1e-12);
    EXPECT_NEAR(f.b2, 1.169079079921587, 1e-12);
    EXPECT_NEAR(f.a1, -1.663655113256020, 1e-12);
    EXPECT_NEAR(f.a2, 0.712595428073225, 1e-12);
    EXPECT_NEAR(f.p1, -1.989169673629796, 1e-12);
    EXPECT_NEAR(f.p2, 0.989199035787039, 1e-12);
    EXPECT_NEAR(10 * std::log10(f.power_scale), -0.0038, 1e-4);
}

} // namespace
} // namespace dub
