#include "engine/dsp/fft.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/dice.h"

namespace dub::test {
namespace {

// The definition, slow: sum of x[n] e^(-2 pi i k n / N).
std::complex<double> slow_bin(std::span<const float> samples, int bin) {
    std::complex<double> sum;
    for (std::size_t n = 0; n < samples.size(); ++n)
        sum +=
            std::polar(static_cast<double>(samples[n]), -2 * std::numbers::pi * bin * static_cast<double>(n) /
                                                            static_cast<double>(samples.size()));
    return sum;
}

TEST(RealFft, IsTheTransformItsDefinitionSays) {
    dsp::RealFft fft(240);
    Dice dice(7);
    for (float& sample : fft.samples())
        sample = static_cast<float>(dice.number(-1, 1));
    const std::vector<float> input(fft.samples().begin(), fft.samples().end());
    fft.forward();
    for (int bin = 0; bin < fft.bins(); ++bin)
        EXPECT_LT(std::abs(slow_bin(input, bin) -
                           std::complex<double>(fft.spectrum()[static_cast<std::size_t>(bin)])),
                  1e-4);
}

TEST(RealFft, ComesBackTimesItsSize) {
    dsp::RealFft fft(dsp::RealFft::size_for(1000));
    ASSERT_EQ(fft.size(), 1024);
    Dice dice(8);
    for (float& sample : fft.samples())
        sample = static_cast<float>(dice.number(-1, 1));
    const std::vector<float> input(fft.samples().begin(), fft.samples().end());
    fft.forward();
    fft.inverse();
    for (std::size_t i = 0; i < input.size(); ++i)
        EXPECT_NEAR(fft.samples()[i] / 1024, input[i], 1e-6);
}

} // namespace
} // namespace dub::test
