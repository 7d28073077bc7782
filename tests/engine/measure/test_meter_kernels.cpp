#include "engine/measure/meter_kernels.h"

#include <cstring>

#include <gtest/gtest.h>

#include "engine/dsp/true_peak.h"
#include "tests/support/signals.h"

namespace dub {
namespace {

using namespace measure;

class BothKernels : public testing::Test {
  protected:
    void SetUp() override {
        if (!cpu_has_avx2()) GTEST_SKIP() << "this processor has no AVX2";
    }
};

TEST_F(BothKernels, weigh_to_the_same_bit) {
    std::vector<test::Row> rows;
    for (std::uint64_t c = 0; c < 8; ++c)
        rows.push_back(test::noise(c + 1, 0.9, 4801));
    std::vector<const float*> in;
    for (const auto& row : rows)
        in.push_back(row.data());
    for (const int groups : {1, 2})
        for (const int samples : {1, 3, 4, 479, 4801}) {
            std::vector<KLanes> base(2), wide(2);
            base_kernels().k_weight(k_filter({48000}), base.data(), groups, in.data(), samples);
            avx2_kernels().k_weight(k_filter({48000}), wide.data(), groups, in.data(), samples);
            EXPECT_EQ(std::memcmp(base.data(), wide.data(), 2 * sizeof(KLanes)), 0)
                << groups << " " << samples;
            EXPECT_GT(base[0].energy[3], 0);
        }
}

TEST_F(BothKernels, find_the_same_peaks_to_the_bit) {
    const test::Row row = test::noise(3, 0.9, 700);
    const auto taps = dsp::interpolation_taps(dsp::meter_filter);
    for (const int count : {1, 7, 8, 31, 32, 33, 600}) {
        EXPECT_EQ(base_kernels().peak_between(row.data(), count, taps.data()),
                  avx2_kernels().peak_between(row.data(), count, taps.data()));
        std::vector<float> base(30), wide(30);
        base_kernels().segment_peaks(row.data(), count, base.data());
        avx2_kernels().segment_peaks(row.data(), count, wide.data());
        EXPECT_EQ(base, wide);
    }
}

TEST(MeterKernels, groups_side_by_side_equal_groups_one_by_one) {
    std::vector<test::Row> rows;
    for (std::uint64_t c = 0; c < 8; ++c)
        rows.push_back(test::noise(c + 1, 0.9, 1000));
    std::vector<const float*> in;
    for (const auto& row : rows)
        in.push_back(row.data());
    std::vector<KLanes> together(2), single(2);
    best_kernels().k_weight(k_filter({48000}), together.data(), 2, in.data(), 1000);
    best_kernels().k_weight(k_filter({48000}), single.data(), 1, in.data(), 1000);
    best_kernels().k_weight(k_filter({48000}), single.data() + 1, 1, in.data() + 4, 1000);
    EXPECT_EQ(std::memcmp(together.data(), single.data(), 2 * sizeof(KLanes)), 0);
}

TEST(MeterKernels, no_value_between_exceeds_the_bound) {
    const auto taps = dsp::interpolation_taps(dsp::meter_filter);
    // The worst window: each sample has the sign of its tap at the middle place.
    test::Row worst;
    for (int t = 0; t < dsp::meter_filter.taps; ++t)
        worst.push_back(taps[static_cast<std::size_t>(4 * t + 2)] < 0 ? -1.0F : 1.0F);
    const double reached = best_kernels().peak_between(worst.data(), 1, taps.data());
    const double bound = dsp::interpolation_bound(dsp::meter_filter);
    EXPECT_LE(reached, bound);
    EXPECT_NEAR(reached, bound, 1e-3);
}

} // namespace
} // namespace dub
