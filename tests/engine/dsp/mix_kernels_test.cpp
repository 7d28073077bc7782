#include "engine/dsp/mix_kernels.h"

#include <gtest/gtest.h>

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

struct Ways {
    std::vector<Row> rows;
    std::vector<MixLeg> legs;
};

// Some legs ramp, some stay, some are silent, in every mixture.
Ways some_ways(int count, int samples) {
    Ways ways;
    for (int l = 0; l < count; ++l)
        ways.rows.push_back(noise(100U + static_cast<unsigned>(l), samples));
    for (int l = 0; l < count; ++l) {
        MixLeg leg{ways.rows[static_cast<std::size_t>(l)].data(), 0.3F * static_cast<float>(l % 3), 0};
        if (l % 4 == 3) leg.step = -0.001F * static_cast<float>(l);
        ways.legs.push_back(leg);
    }
    return ways;
}

TEST(MixKernels, a_ramp_is_gain_plus_step_times_the_sample_number) {
    for (const int samples : {0, 1, 7, 64, 75, 200}) {
        const Row in = noise(1, samples);
        for (int count = 1; count <= 9; ++count) {
            Ways got = some_ways(count, samples), want = some_ways(count, samples);
            kernels().mix(in.data(), samples, got.legs.data(), count);
            for (int l = 0; l < count; ++l)
                for (int i = 0; i < samples; ++i) {
                    const volatile float rise =
                        want.legs[l].step * static_cast<float>(i); // rounded by itself
                    const volatile float product = in[i] * (want.legs[l].gain + rise);
                    want.rows[l][i] += product;
                }
            for (int l = 0; l < count; ++l)
                expect_same_bits(got.rows[l], want.rows[l]);
        }
    }
}

TEST(MixKernels, every_instruction_set_gives_the_same_bits) {
    const Kernels& fast = kernels();
    const Kernels& base = base_kernels();
    for (const int samples : {1, 5, 64, 101}) {
        const Row in = noise(2, samples), other = noise(3, samples);
        Ways a = some_ways(8, samples), b = some_ways(8, samples);
        fast.mix(in.data(), samples, a.legs.data(), 8);
        base.mix(in.data(), samples, b.legs.data(), 8);
        for (int l = 0; l < 8; ++l)
            expect_same_bits(a.rows[l], b.rows[l]);
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
        const Row shares(static_cast<std::size_t>(samples), 0.4F);
        both([&](const Kernels& k, Row& r) {
            k.share_power(r.data(), shares.data(), other.data(), shares.data(), samples);
        });
    }
}

TEST(MixKernels, a_block_may_be_cut_anywhere_while_gains_stay) {
    const Row in = noise(4, 64);
    Row whole = noise(5, 64), cut = whole;
    const MixLeg leg{whole.data(), 0.3F, 0};
    kernels().mix(in.data(), 64, &leg, 1);
    for (int from = 0, part = 1; from < 64; from += part, part = std::min(part + 3, 64 - from)) {
        const MixLeg piece{cut.data() + from, 0.3F, 0};
        kernels().mix(in.data() + from, part, &piece, 1);
    }
    expect_same_bits(whole, cut);
}

TEST(MixKernels, silent_legs_are_left_alone) {
    const Row in(64, std::numeric_limits<float>::quiet_NaN());
    Row out = noise(6, 64);
    const Row before = out;
    const MixLeg leg{out.data(), 0, 0};
    kernels().mix(in.data(), 64, &leg, 1);
    expect_same_bits(out, before);
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
