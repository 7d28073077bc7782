// The ballistics of IEC 60268-10: what tone bursts read, and how a reading falls.

#include "engine/measure/live/ppm.h"

#include <array>

#include <gtest/gtest.h>

#include "engine/measure/live/level_meter.h"
#include "tests/support/no_allocation.h"
#include "tests/support/signals.h"

namespace dub::test {
namespace {

using measure::Ppm;
using measure::PpmKind;

double db_of_amplitude(double amplitude) { return 20 * std::log10(amplitude); }

struct Burst {
    double ms, reads_db, tolerance_db; // beside a steady tone of the same level
};
// 5 kHz, IEC 60268-10 tables for type I and type II.
const std::vector<Burst> type_i{{1000, 0, 0.1}, {10, -1, 0.5}, {5, -2, 1}, {3, -4, 1}, {0.4, -15, 4}};
const std::vector<Burst> type_ii{{1000, 0, 0.1}, {100, 0, 0.5}, {10, -2.5, 0.5},
                                 {5, -4, 0.75},  {1.5, -9, 1},  {0.5, -17, 2}};

TEST(Ppm, bursts_read_what_the_standard_says) {
    for (const std::int64_t hz : {44100, 48000, 96000, 192000})
        for (const auto& [kind, bursts] : {std::pair{PpmKind::type_i, type_i}, {PpmKind::type_iia, type_ii}})
            for (const Burst& burst : bursts) {
                Ppm ppm(kind, {hz});
                const int samples = static_cast<int>(burst.ms * static_cast<double>(hz) / 1000);
                ppm.add(tone({5000, 0.5, 0.3}, {hz}, samples));
                EXPECT_NEAR(db_of_amplitude(ppm.take()) - db_of_amplitude(0.5), burst.reads_db,
                            burst.tolerance_db)
                    << hz << " " << burst.ms;
            }
}

TEST(Ppm, falls_as_fast_as_the_standard_says_and_silence_is_as_good_as_zeros) {
    for (const auto& [kind, seconds, falls_db] :
         {std::tuple{PpmKind::type_i, 1.7, 20.0}, {PpmKind::type_iia, 2.8, 24.0}}) {
        const int samples = static_cast<int>(seconds * 48000);
        Ppm zeros(kind, {48000}), silence(kind, {48000});
        for (Ppm* ppm : {&zeros, &silence})
            ppm->add(tone({1000, 1}, {48000}, 48000));
        const double before = db_of_amplitude(zeros.take());
        zeros.add(Row(static_cast<std::size_t>(samples), 0.0F));
        for (int done = 0; done < samples; done += 64)
            silence.fall(std::min(64, samples - done));
        (void)zeros.take();
        (void)silence.take();
        zeros.add(Row(1, 0.0F));
        silence.fall(1);
        const double after = db_of_amplitude(zeros.take());
        EXPECT_NEAR(before - after, falls_db, 0.05);
        EXPECT_NEAR(db_of_amplitude(silence.take()), after, 0.05);
    }
}

TEST(Ppm, what_is_no_number_does_not_stay) {
    Ppm ppm(PpmKind::type_i, {48000});
    ppm.add(Row(100, std::numeric_limits<float>::quiet_NaN()));
    EXPECT_EQ(ppm.take(), 0);
    ppm.add(Row(100, std::numeric_limits<float>::infinity()));
    EXPECT_LE(ppm.take(), 1000);
}

TEST(LevelMeter, gives_the_highest_of_each_channel_since_it_was_looked_at) {
    measure::LevelMeter meter(2, {48000}, PpmKind::type_i);
    const AudioBuffer sound = buffer_of({{0.1F, -0.7F, 0.2F}, {0.3F, 0.1F, -0.2F}});
    const AllocationCount count;
    meter.add(sound.block());
    meter.add(sound.block().part(2, 1));
    EXPECT_EQ(meter.take(0).peak, 0.7F);
    EXPECT_EQ(meter.take(1).peak, 0.3F);
    EXPECT_EQ(meter.take(0).peak, 0);
    meter.add_silence(64);
    EXPECT_EQ(meter.take(1).peak, 0);
    EXPECT_GT(meter.take(1).ppm + 1, 1 - 1e-9);
    EXPECT_EQ(count.so_far(), 0);
}

} // namespace
} // namespace dub::test
