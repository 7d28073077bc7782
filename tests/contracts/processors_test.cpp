// The contract of engine/plan/processor.h, over the whole catalogue: a new processor is checked by being in
// it.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/plan/processor.h"
#include "tests/support/no_allocation.h"
#include "tests/support/processor_rig.h"

namespace dub::plan {

void PrintTo(const ProcessorDeclaration& declaration, std::ostream* out) { *out << declaration.id; }

namespace {

using test::Automation, test::every, test::holding, test::Rig, test::Row, test::Rows;

constexpr int rounds = 8; // settings tried by each test
constexpr int channels = 3;

class EveryProcessor : public testing::TestWithParam<ProcessorDeclaration> {
  protected:
    [[nodiscard]] static Spec spec() {
        return {.rate = SampleRate{48000},
                .layout = Layout{Speaker::L, Speaker::R, Speaker::C},
                .key = GetParam().keyed == Keyed::yes ? Layout{Speaker::M} : Layout{},
                .max_samples = 1024};
    }
    [[nodiscard]] static Spec without_key() {
        Spec plain = spec();
        plain.key = Layout{};
        return plain;
    }
    [[nodiscard]] static Rows key_for(int samples) {
        if (GetParam().keyed == Keyed::no) return {};
        return {test::noise(77, 1.5, samples)};
    }
    // Anywhere in the ranges, or, every second time, at their ends: a sharp boost at 20 Hz rings longest.
    [[nodiscard]] static std::vector<double> values(int round) {
        std::mt19937 random(static_cast<unsigned>(round) * 7919U + 1U);
        auto values = test::random_values(GetParam(), random);
        if (round % 2 == 0) return values;
        for (std::size_t p = 0; p < values.size(); ++p)
            values[p] = random() % 2 == 0 ? GetParam().parameters[p].min : GetParam().parameters[p].max;
        return values;
    }
};

Rows noise(unsigned seed, int samples, double amplitude = 1.0) {
    Rows rows;
    for (unsigned c = 0; c < channels; ++c)
        rows.push_back(test::noise(seed * 16 + c, amplitude, samples));
    return rows;
}

Rows silence(int samples) { return Rows(channels, Row(static_cast<std::size_t>(samples))); }

Rows joined(Rows first, const Rows& second) {
    for (std::size_t c = 0; c < first.size(); ++c)
        first[c].insert(first[c].end(), second[c].begin(), second[c].end());
    return first;
}

Rows part(const Rows& rows, std::size_t from, std::size_t to) {
    Rows cut;
    for (const Row& row : rows)
        cut.emplace_back(row.begin() + static_cast<long>(from), row.begin() + static_cast<long>(to));
    return cut;
}

void expect_same_bits(const Rows& a, const Rows& b, const char* what) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t c = 0; c < a.size(); ++c) {
        ASSERT_EQ(a[c].size(), b[c].size());
        for (std::size_t i = 0; i < a[c].size(); ++i)
            ASSERT_EQ(std::bit_cast<std::uint32_t>(a[c][i]), std::bit_cast<std::uint32_t>(b[c][i]))
                << what << ": channel " << c << " sample " << i;
    }
}

void expect_finite(const Rows& rows, const char* what) {
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            ASSERT_TRUE(std::isfinite(row[i])) << what << " at " << i;
}

// Sound, a gap of two seconds, sound: filters ring out and wake up again.
Rows with_a_gap(unsigned seed) {
    return joined(joined(noise(seed, 12000), silence(96000)), noise(seed + 1, 12000));
}

TEST_P(EveryProcessor, gives_the_same_output_for_any_split_of_a_block) {
    for (int round = 0; round < rounds; ++round) {
        const Rows in = with_a_gap(1);
        const Rows key = key_for(static_cast<int>(in[0].size()));
        const Rows whole = Rig(GetParam(), spec()).run(in, holding(values(round)), every(quantum), key);
        const Rows cut = Rig(GetParam(), spec()).run(in, holding(values(round)), test::anyhow(5, 300), key);
        const Rows large = Rig(GetParam(), spec()).run(in, holding(values(round)), every(1024), key);
        expect_same_bits(whole, cut, "cut anyhow");
        expect_same_bits(whole, large, "large blocks");
    }
}

// Every value travels between two settings in the quanta 8 to 23 of each 64, and rests in between.
Automation moving(std::vector<double> from, std::vector<double> to,
                  std::span<const session::Parameter> parameters) {
    return [=](int at, int samples) {
        const auto value = [&](std::size_t p, int sample) {
            const int beat = sample / 4096;
            const double place = std::clamp((sample % 4096 - 512) / 1024.0, 0.0, 1.0);
            const double a = beat % 2 == 0 ? from[p] : to[p], b = beat % 2 == 0 ? to[p] : from[p];
            if (parameters[p].taper == session::Taper::stepped) return place < 0.5 ? a : b;
            if (parameters[p].taper == session::Taper::logarithmic)
                return place == 1 ? b : a * std::pow(b / a, place);
            return a + (b - a) * place;
        };
        std::vector<Ramp> ramps;
        for (std::size_t p = 0; p < from.size(); ++p) {
            const bool stepped = parameters[p].taper == session::Taper::stepped;
            ramps.push_back({value(p, at), value(p, stepped ? at : at + samples)});
        }
        return ramps;
    };
}

TEST_P(EveryProcessor, with_moving_parameters_resting_stretches_may_be_any_length) {
    for (int round = 0; round < rounds; ++round) {
        const Rows in = noise(9, 3 * 4096);
        const Rows key = key_for(3 * 4096);
        const Automation lanes = moving(values(round), values(round + 1), GetParam().parameters);
        int at = 0;
        const auto merged = [at]() mutable { // one quantum while something moves, all the rest in one block
            const int place = at % 4096;
            const int length = place < 512    ? 512 - place
                               : place < 1536 ? quantum
                                              : 1024 - (place - 1536) % 1024;
            at += std::min(length, 1024);
            return std::min(length, 1024);
        };
        const Rows steps = Rig(GetParam(), spec()).run(in, lanes, every(quantum), key);
        expect_same_bits(steps, Rig(GetParam(), spec()).run(in, lanes, merged, key), "merged");
        expect_finite(steps, "moving");
    }
}

TEST_P(EveryProcessor, after_reset_is_as_fresh) {
    for (int round = 0; round < rounds; ++round) {
        const Rows key = key_for(6000);
        Rig used(GetParam(), spec());
        std::ignore = used.run(noise(2, 6000), holding(values(round)), every(quantum), key);
        used.processor().reset();
        const Rows again = used.run(noise(3, 6000), holding(values(round + 1)), every(quantum), key);
        const Rows fresh =
            Rig(GetParam(), spec()).run(noise(3, 6000), holding(values(round + 1)), every(quantum), key);
        expect_same_bits(again, fresh, "after reset");
    }
}

TEST_P(EveryProcessor, adopts_the_state_of_its_predecessor) {
    for (int round = 0; round < rounds; ++round) {
        const Rows in = noise(4, 8192);
        const Rows key = key_for(8192);
        const Rows one = Rig(GetParam(), spec()).run(in, holding(values(round)), every(quantum), key);
        Rig first(GetParam(), spec()), second(GetParam(), spec());
        const Rows key_1 = part(key, 0, 4096), key_2 = part(key, 4096, 8192);
        const Rows before = first.run(part(in, 0, 4096), holding(values(round)), every(quantum), key_1);
        {
            const test::AllocationCount count;
            second.processor().adopt(first.processor());
            EXPECT_EQ(count.so_far(), 0);
        }
        const Rows after = second.run(part(in, 4096, 8192), holding(values(round)), every(quantum), key_2);
        expect_same_bits(joined(before, after), one, "adopted");
    }
}

TEST_P(EveryProcessor, declares_the_latency_that_is_measured) {
    const int samples = 8192;
    const Rows in = noise(6, samples, 0.1);
    Rig rig(GetParam(), without_key());
    const Rows out = rig.run(in, holding(test::defaults_of(GetParam())), every(quantum));
    double best = 0;
    int measured = -1;
    for (int lag = 0; lag < 2048; ++lag) {
        double sum = 0;
        for (int i = 0; i + lag < samples; ++i)
            sum += double{in[0][i]} * out[0][i + lag];
        if (sum > best) {
            best = sum;
            measured = lag;
        }
    }
    EXPECT_EQ(rig.processor().latency().value, measured);
}

TEST_P(EveryProcessor, allocates_and_frees_nothing_while_it_works) {
    for (int round = 0; round < rounds; ++round) {
        const auto processor = GetParam().make();
        ASSERT_TRUE(processor->prepare(without_key()));
        AudioBuffer audio(channels, 1024);
        const Automation lanes = moving(values(round), values(round + 1), GetParam().parameters);
        for (int at = 0; at < 2 * 4096; at += quantum) {
            const auto ramps = lanes(at, quantum);
            audio.block().channel(0)[0] = static_cast<float>(at);
            const test::AllocationCount count;
            processor->process({.audio = audio.block(quantum), .key = {}, .parameters = ramps});
            if (at == 4096) processor->reset();
            std::ignore = processor->latency();
            std::ignore = processor->tail();
            ASSERT_EQ(count.so_far(), 0) << "at " << at;
        }
    }
}

TEST_P(EveryProcessor, stays_finite_whatever_comes_in) {
    for (int round = 0; round < rounds; ++round) {
        Rig rig(GetParam(), without_key());
        const auto run = [&](const Rows& in) { return rig.run(in, holding(values(round)), every(quantum)); };
        Rows impulse = silence(8192), full = silence(8192), tiny = silence(8192);
        for (Row& row : impulse)
            row[100] = 1;
        for (Row& row : full)
            for (std::size_t i = 0; i < row.size(); ++i)
                row[i] = i / 24 % 2 == 0 ? 1.0F : -1.0F;
        for (Row& row : tiny)
            for (std::size_t i = 0; i < row.size(); ++i)
                row[i] = std::numeric_limits<float>::denorm_min() * static_cast<float>(i % 9);
        expect_finite(run(silence(8192)), "silence");
        expect_finite(run(impulse), "impulse");
        expect_finite(run(full), "full scale");
        expect_finite(run(tiny), "denormals");
    }
}

TEST_P(EveryProcessor, recovers_from_what_is_no_number) {
    for (int round = 0; round < rounds; ++round) {
        Rig rig(GetParam(), without_key());
        Rows broken = noise(8, 4096);
        broken[0][1000] = std::numeric_limits<float>::quiet_NaN();
        broken[1][1001] = std::numeric_limits<float>::infinity();
        broken[2][1002] = -std::numeric_limits<float>::infinity();
        std::ignore = rig.run(broken, holding(values(round)), every(quantum));
        const Rows settling = rig.run(noise(10, 96000), holding(values(round)), every(quantum));
        expect_finite(part(settling, 4096, 96000), "after NaN");
        double loudest = 0;
        for (const Row& row : part(settling, 90000, 96000))
            for (const float x : row)
                loudest = std::max(loudest, std::abs(double{x}));
        const Rows fresh =
            Rig(GetParam(), without_key()).run(noise(10, 96000), holding(values(round)), every(quantum));
        double expected = 0;
        for (const Row& row : part(fresh, 90000, 96000))
            for (const float x : row)
                expected = std::max(expected, std::abs(double{x}));
        EXPECT_NEAR(loudest, expected, 0.05 * expected + 1e-9);
    }
}

// What a signal holds above a quarter of the rate, at its loudest: a windowed-sine high-pass of 127 taps.
double highest_above_quarter(const Row& row, std::size_t from) {
    constexpr int half = 63;
    std::vector<double> taps;
    for (int i = -half; i <= half; ++i) {
        const double window = 0.42 + 0.5 * std::cos(std::numbers::pi * i / half) +
                              0.08 * std::cos(2 * std::numbers::pi * i / half);
        const double low = i == 0 ? 0.5 : std::sin(std::numbers::pi * i / 2) / (std::numbers::pi * i);
        taps.push_back(((i == 0 ? 1.0 : 0.0) - low) * window);
    }
    double highest = 0;
    for (std::size_t at = from; at + taps.size() < row.size(); ++at) {
        double sum = 0;
        for (std::size_t t = 0; t < taps.size(); ++t)
            sum += taps[t] * row[at + t];
        highest = std::max(highest, std::abs(sum));
    }
    return highest;
}

// A clean low tone has nothing above 12 kHz; a click or zipper noise has.
TEST_P(EveryProcessor, makes_no_noise_when_a_parameter_is_swept) {
    const Row low = test::tone({.hz = 200, .amplitude = 0.5}, SampleRate{48000}, 48000);
    for (std::size_t p = 0; p < GetParam().parameters.size(); ++p)
        for (int round = 0; round < 3; ++round) {
            const auto& swept = GetParam().parameters[p];
            const bool stepped = swept.taper == session::Taper::stepped;
            const auto base = values(round);
            const auto value = [&](int sample) {
                if (stepped) return swept.min + std::fmod(sample / 4800, swept.max - swept.min + 1);
                const double place = std::clamp((sample - 9600) / 38400.0, 0.0, 1.0);
                if (swept.taper == session::Taper::logarithmic)
                    return swept.min * std::pow(swept.max / swept.min, place);
                return swept.min + (swept.max - swept.min) * place;
            };
            const Automation sweep = [&](int at, int samples) {
                std::vector<Ramp> ramps = holding(base)(at, samples);
                ramps[p] = {value(at), value(stepped ? at : at + samples)};
                return ramps;
            };
            const Rows out = Rig(GetParam(), without_key()).run(Rows(channels, low), sweep, every(quantum));
            double loudest = 1;
            for (const float x : out[0])
                loudest = std::max(loudest, std::abs(double{x}));
            const double db = 20 * std::log10(highest_above_quarter(out[0], 4800) / loudest + 1e-12);
            EXPECT_LT(db, stepped ? -50 : -70) << swept.id << " in round " << round;
        }
}

TEST_P(EveryProcessor, after_its_tail_of_silence_is_silent_and_as_fresh) {
    for (int round = 0; round < rounds; ++round) {
        const auto settings = holding(values(round));
        Rig rig(GetParam(), spec());
        const auto key = [](const Rows& in, double level) {
            return GetParam().keyed == Keyed::yes
                       ? Rows{test::noise(5, level, static_cast<int>(in[0].size()))}
                       : Rows{};
        };
        const Rows sound = noise(12, 9600), after = noise(13, 9600), rest = silence(1024);
        std::ignore = rig.run(sound, settings, every(quantum), key(sound, 1.5));
        const auto tail = static_cast<int>(rig.processor().tail().value);
        const Rows gap = silence(tail);
        std::ignore = rig.run(gap, settings, every(1024), key(gap, 0));
        for (const Row& row : rig.run(rest, settings, every(quantum), key(rest, 0)))
            for (const float x : row)
                ASSERT_EQ(x, 0);
        const Rows again = rig.run(after, settings, every(quantum), key(after, 1.5));
        const Rows fresh = Rig(GetParam(), spec()).run(after, settings, every(quantum), key(after, 1.5));
        expect_same_bits(again, fresh, "after the tail");
    }
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryProcessor,
                         testing::ValuesIn(processors().begin(), processors().end()),
                         [](const auto& about) { return std::string(about.param.id); });

} // namespace
} // namespace dub::plan
