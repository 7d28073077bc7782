// Sound between two threads: all of it arrives, in order, at its place.

#include "engine/measure/live/audio_ring.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/support/dice.h"

namespace dub::test {
namespace {

using measure::AudioRing;

// Each sample says where it belongs.
float at(SamplePos place, int channel) { return static_cast<float>(place.value * 4 + channel); }

class Teller {
  public:
    AudioRing::Piece piece(SamplePos place, int samples) {
        for (int c = 0; c < 4; ++c)
            for (int i = 0; i < samples; ++i)
                buffer_.block().data(c)[i] = at(place + SampleCount{i}, c);
        const float* const* const rows = rows_.data();
        return {{rows, 2, samples}, {rows + 2, 1, samples}, {rows + 3, 1, samples}, place};
    }

  private:
    AudioBuffer buffer_{4, 512};
    std::array<const float*, 4> rows_{buffer_.block().data(0), buffer_.block().data(1),
                                      buffer_.block().data(2), buffer_.block().data(3)};
};

void expect_at_its_place(const AudioRing::Piece& piece) {
    for (int i = 0; i < piece.mains.samples(); ++i) {
        const SamplePos place = piece.position + SampleCount{i};
        ASSERT_EQ(piece.mains.data(0)[i], at(place, 0));
        ASSERT_EQ(piece.mains.data(1)[i], at(place, 1));
        ASSERT_EQ(piece.dialogue.data(0)[i], at(place, 2));
        ASSERT_EQ(piece.stems.data(0)[i], at(place, 3));
    }
}

TEST(AudioRing, what_goes_in_comes_out_at_its_place) {
    Dice dice(1);
    AudioRing ring({2, 1, 1}, 1000);
    Teller teller;
    SamplePos place{0};
    std::int64_t in = 0, out = 0, refused = 0;
    for (int step = 0; step < 5000; ++step) {
        if (dice.chance(0.2)) place = {dice.whole(0, 100'000)};
        const int samples = static_cast<int>(dice.whole(1, 512));
        if (ring.push(teller.piece(place, samples))) {
            in += samples;
            place += SampleCount{samples};
        } else {
            ++refused;
        }
        while (dice.chance(0.6)) {
            const auto piece = ring.next();
            if (!piece) break;
            expect_at_its_place(*piece);
            out += piece->mains.samples();
        }
    }
    while (const auto piece = ring.next()) {
        expect_at_its_place(*piece);
        out += piece->mains.samples();
    }
    EXPECT_EQ(in, out);
    EXPECT_GT(refused, 10);
}

TEST(AudioRing, neither_thread_waits_for_the_other) {
    AudioRing ring({2, 1, 1}, 4096);
    constexpr std::int64_t all = 300'000;
    std::jthread producer([&ring] {
        Teller teller;
        for (std::int64_t place = 0; place < all;) {
            // A jump of a million now and then.
            const SamplePos told{place + place / 30'000 * 1'000'000 % 4'000'000};
            if (ring.push(teller.piece(told, 100)))
                place += 100;
            else
                std::this_thread::yield();
        }
    });
    std::int64_t got = 0;
    while (got < all) {
        const auto piece = ring.next();
        if (!piece) {
            std::this_thread::yield();
            continue;
        }
        expect_at_its_place(*piece);
        got += piece->mains.samples();
    }
}

} // namespace
} // namespace dub::test
