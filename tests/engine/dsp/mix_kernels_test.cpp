#include "engine/dsp/mix_kernels.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

namespace dub::dsp {
namespace {

using Row = std::vector<float>;

Row noise(unsigned seed, int samples) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> value(-1, 1);
    Row row(static_cast<std::size_t>(samples));
    for (float& v : row)
        v = value(random);
    return row;
}

void expect_same_bits(const Row& a, const Row& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        ASSERT_EQ(std::bit_cast<std::uint32_t>(a[i]), std::bit_cast<std::uint32_t>(b[i])) << "at " << i;
}

// Ways out of one signal over three pieces of time, the last of them a whole quantum: some ramp, some stay,
// some are silent, in every mixture.
struct Ways {
    Ways(int count, int first, int second)
        : edges{0, first, first, first + second, first + second + 64} {
        for (int o = 0; o < count; ++o) {
            rows.push_back(noise(100U + static_cast<unsigned>(o), edges.back()));
            const float gain = 0.3F * static_cast<float>(o % 3);
            const Row line = o % 4 == 3 ? Row{gain, 0.1F, -0.4F, 0, 0.7F} : Row{gain, gain, gain, gain, gain};
            gains.insert(gains.end(), line.begin(), line.end());
        }
        for (std::size_t o = 0; o < rows.size(); ++o)
            legs.push_back({rows[o].data(), gains.data() + o * edges.size()});
    }
    void mix(const Kernels& with, const Row& in) const {
        with.mix(in.data(),
                 {legs.data(), static_cast<int>(legs.size()), edges.data(), static_cast<int>(edges.size())},
                 0, edges.back());
    }

    std::vector<int> edges;
    std::vector<Row> rows;
    Row gains;
    std::vector<MixLeg> legs;
};

TEST(MixKernels, a_ramp_is_gain_plus_step_times_the_sample_number) {
    for (const int first : {0, 1, 7, 64, 75, 200})
        for (int count = 1; count <= 9; ++count) {
            Ways got(count, first, 64 - first % 64), want(count, first, 64 - first % 64);
            const Row in = noise(1, got.edges.back());
            got.mix(kernels(), in);
            for (int o = 0; o < count; ++o)
                for (std::size_t e = 0; e + 1 < want.edges.size(); ++e) {
                    const int begin = want.edges[e], length = want.edges[e + 1] - begin;
                    const float* const gain = want.gains.data() + static_cast<std::size_t>(o) * 5 + e;
                    const volatile float inverse = 1.0F / static_cast<float>(length); // rounded by itself
                    const volatile float step = (gain[1] - gain[0]) * inverse;
                    for (int i = 0; i < length; ++i) {
                        const volatile float rise = step * static_cast<float>(i);
                        const volatile float product = in[begin + i] * (gain[0] + rise);
                        want.rows[o][begin + i] += product;
                    }
                }
            for (int o = 0; o < count; ++o)
                expect_same_bits(got.rows[o], want.rows[o]);
        }
}

TEST(MixKernels, every_instruction_set_gives_the_same_bits) {
    const Kernels& fast = kernels();
    const Kernels& base = base_kernels();
    for (const int samples : {1, 5, 64, 101}) {
        const Row in = noise(2, samples), other = noise(3, samples);
        Ways a(8, samples, 7), b(8, samples, 7);
        const Row sound = noise(7, a.edges.back());
        a.mix(fast, sound);
        b.mix(base, sound);
        for (int o = 0; o < 8; ++o)
            expect_same_bits(a.rows[o], b.rows[o]);
        Row x = in, y = in;
        const auto both = [&](auto run) {
            run(fast, x);
            run(base, y);
            expect_same_bits(x, y);
        };
        const BalancePoint point{0.25F, 1 / 1.25F, 1 / 0.75F};
        both([&](const Kernels& k, Row& r) { k.add(other.data(), r.data(), samples); });
        both([&](const Kernels& k, Row& r) { k.apply_gain(r.data(), samples, 0.7F); });
        both([&](const Kernels& k, Row& r) { k.apply_ramp(r.data(), samples, 0.2F, 0.013F); });
        both([&](const Kernels& k, Row& r) { k.balance(other.data(), r.data(), r.data(), samples, point); });
        std::vector<double> decibels(static_cast<std::size_t>(samples)), again;
        for (int i = 0; i < samples; ++i)
            decibels[i] = 40 * double{other[i]} - (i % 5 == 4 ? 1e4 : 0);
        again = decibels;
        fast.decibels_to_gains(decibels.data(), 0.7, samples);
        base.decibels_to_gains(again.data(), 0.7, samples);
        EXPECT_EQ(decibels, again);
        both([&](const Kernels& k, Row& r) { k.scale(r.data(), decibels.data(), samples); });
        const Row shares(static_cast<std::size_t>(samples), 0.4F);
        both([&](const Kernels& k, Row& r) {
            k.share_power(r.data(), shares.data(), other.data(), shares.data(), samples);
        });
    }
}

TEST(MixKernels, a_block_may_be_cut_anywhere_while_gains_stay) {
    const Row in = noise(4, 64), gains{0.3F, 0.3F};
    const std::array edges{0, 64};
    Row whole = noise(5, 64), cut = whole;
    const MixLeg all{whole.data(), gains.data()}, pieces{cut.data(), gains.data()};
    kernels().mix(in.data(), {&all, 1, edges.data(), 2}, 0, 64);
    for (int from = 0, part = 1; from < 64; from += part, part = std::min(part + 3, 64 - from))
        kernels().mix(in.data(), {&pieces, 1, edges.data(), 2}, from, from + part);
    expect_same_bits(whole, cut);
}

TEST(MixKernels, silent_legs_are_left_alone) {
    const Row in(64, std::numeric_limits<float>::quiet_NaN()), gains{0, -0.0F};
    const std::array edges{0, 64};
    Row out = noise(6, 64);
    const Row before = out;
    const MixLeg leg{out.data(), gains.data()};
    kernels().mix(in.data(), {&leg, 1, edges.data(), 2}, 0, 64);
    expect_same_bits(out, before);
}

TEST(MixKernels, decibels_become_gains_to_1e_12_and_closed_is_zero) {
    for (int i = -4000; i <= 1000; ++i) {
        double gain = 0.07 * i;
        const double wanted = 0.5 * std::pow(10, gain / 20);
        kernels().decibels_to_gains(&gain, 0.5, 1);
        EXPECT_NEAR(gain / wanted, 1, 1e-12) << i;
    }
    std::array closed{-5001.0, -1e4, 0.0};
    kernels().decibels_to_gains(closed.data(), 2, 3);
    EXPECT_EQ(closed, (std::array{0.0, 0.0, 2.0}));
}

TEST(MixKernels, scaling_rounds_once) {
    const Row before = noise(8, 21);
    Row row = before;
    const std::vector<double> by(21, 0.1);
    kernels().scale(row.data(), by.data(), 21);
    for (std::size_t i = 0; i < row.size(); ++i)
        EXPECT_EQ(row[i], static_cast<float>(double{before[i]} * 0.1));
}

TEST(MixKernels, the_balance_is_a_cosine_to_2e_7_and_exact_at_both_ends) {
    const BalancePoint point{-1, 0, 0.5F}; // the neighbour stands at +1
    const float one = 1;
    double worst = 0;
    for (int i = 0; i <= 200'000; ++i) {
        const float position = -1 + static_cast<float>(i) * 1e-5F;
        float gain = 0;
        kernels().balance(&position, &one, &gain, 1, point);
        worst = std::max(worst, std::abs(gain - std::cos(M_PI_2 * (double{position} + 1) / 2)));
    }
    EXPECT_LT(worst, 2e-7);
    const Row places{-5, -1, 1, 3}, scale(4, 1.0F);
    Row gains(4);
    kernels().balance(places.data(), scale.data(), gains.data(), 4, point);
    EXPECT_EQ(gains, (Row{1, 1, 0, 0}));
}

} // namespace
} // namespace dub::dsp
