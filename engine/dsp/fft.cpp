#include "engine/dsp/fft.h"

#include <bit>
#include <cassert>
#include <cstdint>
#include <mutex>
#include <new>

#include <fftw3.h>

namespace dub::dsp {
namespace {

// The library's planner is one for the whole process and not safe for threads; running is.
std::mutex& planner() {
    static std::mutex mutex;
    return mutex;
}

struct Free {
    void operator()(void* memory) const { fftwf_free(memory); }
};
template <class T> using Memory = std::unique_ptr<T[], Free>;

} // namespace

struct RealFft::Impl {
    int size = 0;
    Memory<float> samples;
    Memory<std::complex<float>> spectrum;
    fftwf_plan forward = nullptr, inverse = nullptr;

    explicit Impl(int length)
        : size(length)
        , samples(fftwf_alloc_real(static_cast<std::size_t>(length)))
        , spectrum(reinterpret_cast<std::complex<float>*>(
              fftwf_alloc_complex(static_cast<std::size_t>(length) / 2 + 1))) {
        if (!samples || !spectrum) throw std::bad_alloc();
        auto* const bins = reinterpret_cast<fftwf_complex*>(spectrum.get());
        const std::scoped_lock lock(planner());
        forward = fftwf_plan_dft_r2c_1d(size, samples.get(), bins, FFTW_ESTIMATE);
        inverse = fftwf_plan_dft_c2r_1d(size, bins, samples.get(), FFTW_ESTIMATE);
    }
    ~Impl() {
        const std::scoped_lock lock(planner());
        fftwf_destroy_plan(forward);
        fftwf_destroy_plan(inverse);
    }
};

RealFft::RealFft(int size) {
    assert(size >= 2 && size % 2 == 0 && size <= 1 << 26);
    impl_ = std::make_unique<Impl>(size);
}
RealFft::RealFft(RealFft&&) noexcept = default;
RealFft& RealFft::operator=(RealFft&&) noexcept = default;
RealFft::~RealFft() = default;

int RealFft::size() const { return impl_->size; }
std::span<float> RealFft::samples() { return {impl_->samples.get(), static_cast<std::size_t>(impl_->size)}; }
std::span<std::complex<float>> RealFft::spectrum() {
    return {impl_->spectrum.get(), static_cast<std::size_t>(bins())};
}
void RealFft::forward() { fftwf_execute(impl_->forward); }
void RealFft::inverse() { fftwf_execute(impl_->inverse); }

int RealFft::size_for(std::int64_t samples) {
    assert(samples <= 1 << 26);
    return static_cast<int>(std::bit_ceil(static_cast<std::uint64_t>(samples < 2 ? 2 : samples)));
}

} // namespace dub::dsp
