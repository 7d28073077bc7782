#include "engine/measure/live/spectrum_run.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace dub::measure {
namespace {

constexpr double fade_s = 0.25, lowest_hz = 20, highest_hz = 20000;
constexpr int main_lobe = 2; // bins to either side that a tone of any frequency fills

int size_for(SampleRate rate) { return rate.hz > 64000 ? 32768 : 16384; }

} // namespace

double band_middle(int band) { return 1000 * std::pow(10, (band - 17) / 10.0); }

double line_middle(int line) {
    return lowest_hz * std::pow(highest_hz / lowest_hz, line / (SpectrumReading::lines_count - 1.0));
}

SpectrumRun::SpectrumRun(const Layout& layout, SampleRate rate)
    : fft_(size_for(rate))
    , hop_(fft_.size() / 8)
    , rate_(static_cast<double>(rate.hz))
    , kept_(std::exp(-hop_ / rate_ / fade_s))
    , last_(layout.channels(), fft_.size())
    , now_(static_cast<std::size_t>(fft_.bins()))
    , power_(now_.size()) {
    for (int i = 0; i < fft_.size(); ++i)
        window_.push_back(static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * i / fft_.size())));
    for (int b = 0; b < SpectrumReading::bands_count; ++b) {
        const double middle = band_middle(b), edge = std::pow(10, 1 / 20.0);
        bands_.push_back(bins_between(middle / edge, middle * edge));
    }
    const double half = std::pow(highest_hz / lowest_hz, 0.5 / (SpectrumReading::lines_count - 1.0));
    for (int l = 0; l < SpectrumReading::lines_count; ++l)
        lines_.push_back(bins_between(line_middle(l) / half, line_middle(l) * half));
}

// A bin reaches half a bin to either side.
SpectrumRun::Bins SpectrumRun::bins_between(double from_hz, double to_hz) const {
    const double width = rate_ / fft_.size(), top = fft_.bins() - 1;
    const double from = std::min(from_hz / width, top), to = std::min(to_hz / width, top);
    Bins bins;
    bins.first = static_cast<int>(std::lround(from));
    bins.last = static_cast<int>(std::lround(to));
    if (bins.first == bins.last) {
        bins.first_part = to - from;
        return bins;
    }
    bins.first_part = bins.first + 0.5 - from;
    bins.last_part = to - (bins.last - 0.5);
    return bins;
}

double SpectrumRun::power_of(const Bins& bins) const {
    const auto at = [&](int bin) { return power_[static_cast<std::size_t>(bin)]; };
    double sum = bins.first_part * at(bins.first);
    if (bins.last == bins.first) return sum;
    for (int bin = bins.first + 1; bin < bins.last; ++bin)
        sum += at(bin);
    return sum + bins.last_part * at(bins.last);
}

void SpectrumRun::add(ConstAudioBlock sound) {
    assert(sound.channels() == last_.channels());
    for (int done = 0; done < sound.samples();) {
        const int n = std::min(hop_ - gathered_, sound.samples() - done);
        const int place = fft_.size() - hop_ + gathered_;
        for (int c = 0; c < sound.channels(); ++c)
            std::ranges::copy(sound.part(done, n).channel(c), last_.block().data(c) + place);
        done += n;
        gathered_ += n;
        if (gathered_ == hop_) look();
    }
}

void SpectrumRun::look() {
    std::ranges::fill(now_, 0.0);
    // A sine of amplitude a fills its main lobe with a^2 N^2 3/32 (Parseval, Hann).
    const double scale = 32 / (3.0 * fft_.size() * fft_.size());
    for (int c = 0; c < last_.channels(); ++c) {
        const auto row = last_.block().channel(c);
        std::ranges::transform(row, window_, fft_.samples().begin(), std::multiplies{});
        fft_.forward();
        const auto spectrum = fft_.spectrum();
        for (std::size_t bin = 0; bin < now_.size(); ++bin) {
            const double power = scale * std::norm(spectrum[bin]);
            if (std::isfinite(power)) now_[bin] += power;
        }
        std::copy(row.begin() + hop_, row.end(), row.begin());
    }
    for (std::size_t bin = 0; bin < now_.size(); ++bin)
        power_[bin] = power_[bin] * kept_ + now_[bin] * (1 - kept_);
    weight_ = weight_ * kept_ + (1 - kept_);
    gathered_ = 0;
    fresh_ = true;
}

bool SpectrumRun::update(SpectrumReading& reading) {
    if (!std::exchange(fresh_, false)) return false;
    for (std::size_t b = 0; b < bands_.size(); ++b)
        reading.bands[b] = static_cast<float>(power_of(bands_[b]) / weight_);
    const int top = fft_.bins() - 1;
    for (std::size_t l = 0; l < lines_.size(); ++l) {
        double most = 0;
        for (int bin = lines_[l].first; bin <= lines_[l].last; ++bin) {
            double lobe = 0;
            for (int b = std::max(0, bin - main_lobe); b <= std::min(top, bin + main_lobe); ++b)
                lobe += power_[static_cast<std::size_t>(b)];
            most = std::max(most, lobe);
        }
        reading.lines[l] = static_cast<float>(most / weight_);
    }
    ++reading.turn;
    return true;
}

} // namespace dub::measure
