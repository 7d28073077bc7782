#pragma once
// Spectra of real sound: FFTW behind one door. A transform of one size, planned once (control thread) and run
// often. The plan is chosen without timing, so every run of every machine gives the same bits of the same
// library. Unnormalised: inverse(forward(x)) is x times size. One thread at a time uses one transform.

#include <complex>
#include <memory>
#include <span>

namespace dub::dsp {

class RealFft {
  public:
    // `size`: even, 2 … 2^26; a power of two is fastest.
    explicit RealFft(int size);
    RealFft(RealFft&&) noexcept;
    RealFft& operator=(RealFft&&) noexcept;
    ~RealFft();

    [[nodiscard]] int size() const;
    [[nodiscard]] int bins() const { return size() / 2 + 1; } // from 0 Hz to half the sample rate

    // size() samples, bins() values; both spans are the transform's own memory, valid as long as it lives.
    [[nodiscard]] std::span<float> samples();
    [[nodiscard]] std::span<std::complex<float>> spectrum();
    void forward(); // samples() to spectrum()
    void inverse(); // spectrum() to samples(); destroys spectrum()

    // The smallest power of two that holds that many samples.
    [[nodiscard]] static int size_for(std::int64_t samples);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace dub::dsp
