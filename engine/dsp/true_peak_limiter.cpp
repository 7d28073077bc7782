#include "engine/dsp/true_peak_limiter.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/dsp/true_peak.h"

namespace dub::dsp {
namespace {

constexpr double look_ahead_s = 0.0015;
// Longer than the beat of any pair of tones less than 1 kHz apart needs, and half a period of 100 Hz: such
// programme is limited by a steady gain, without distortion.
constexpr double extra_hold_s = 0.005;
constexpr double full_reduction = 4294967296.0; // 2^32
constexpr double at_rest_below = 1e-7;          // a reduction of 1e-6 dB is none
constexpr int half = limiter_filter.taps / 2;
// What exceeds the ceiling is brought 0.12 dB below it: hard-clipped programme has energy up to half the
// sample rate, where no short interpolator sees everything, and a moving gain adds its own (together 0.18 dB
// at worst in the tests' stress set).
constexpr double aim = 0.98627948563121048; // -0.12 dB
// The gain of a peak between two samples must hold at its neighbours as well.
constexpr int guard = 2;

using Four = float __attribute__((vector_size(16), aligned(4), may_alias));
using Bits = int __attribute__((vector_size(16)));

Four size_of(Four x) { return reinterpret_cast<Four>(reinterpret_cast<Bits>(x) & 0x7FFFFFFF); }

// Sample m leaves when sample m + latency enters; the detector sees the peak after m when m + half enters.
// The means may reach back no further than to the last demand that concerns m, and demands are held from the
// first of them.
struct Lengths {
    int latency, mean, hold; // samples
};
Lengths lengths_at(SampleRate rate) {
    const double hz = static_cast<double>(rate.hz);
    const int latency = std::max(half + guard + 8, static_cast<int>(std::lround(look_ahead_s * hz)));
    return {latency, (latency - half - guard + 2) / 2,
            latency - half + guard + 2 + static_cast<int>(std::lround(extra_hold_s * hz))};
}

double fall_per_sample(double release_ms, SampleRate rate) {
    return std::pow(0.1, 1000.0 / (release_ms * static_cast<double>(rate.hz)));
}

} // namespace

void TruePeakLimiter::prepare(int channels, int key_channels, SampleRate rate) {
    static_assert(limiter_filter.phases == 16);
    rate_ = rate;
    channels_ = channels;
    key_channels_ = key_channels;
    const Lengths lengths = lengths_at(rate);
    latency_ = lengths.latency;
    mean_ = lengths.mean;
    hold_ = lengths.hold;
    taps_ = interpolation_taps(limiter_filter);
    coarse_taps_.clear();
    for (int t = 0; t < limiter_filter.taps; ++t)
        for (const int place : {4, 8, 12})
            coarse_taps_.push_back(taps_[static_cast<std::size_t>(16 * t + place)]);
    bound_ = interpolation_bound(limiter_filter);
    late_.assign(static_cast<std::size_t>(channels),
                 std::vector<float>(static_cast<std::size_t>(latency_ + chunk)));
    heard_.assign(static_cast<std::size_t>(key_channels > 0 ? key_channels : channels),
                  std::vector<float>(static_cast<std::size_t>(limiter_filter.taps - 1 + chunk + 8)));
    demands_.assign(chunk, 0);
    queue_.assign(static_cast<std::size_t>(hold_ + 1), Demand{0, 0});
    first_ring_.assign(static_cast<std::size_t>(mean_), 0);
    second_ring_.assign(static_cast<std::size_t>(mean_), 0);
    set(settings_);
    reset();
}

void TruePeakLimiter::reset() noexcept {
    for (auto& row : late_)
        std::fill(row.begin(), row.end(), 0.0F);
    for (auto& row : heard_)
        std::fill(row.begin(), row.end(), 0.0F);
    std::fill(first_ring_.begin(), first_ring_.end(), 0);
    std::fill(second_ring_.begin(), second_ring_.end(), 0);
    first_ = queued_ = ring_at_ = 0;
    releasing_ = 0;
    first_sum_ = second_sum_ = deepest_ = clock_ = 0;
}

void TruePeakLimiter::adopt(const TruePeakLimiter& predecessor) noexcept {
    assert(predecessor.channels_ == channels_ && predecessor.rate_ == rate_ &&
           predecessor.latency_ == latency_);
    // Rows of equal length are copied in place: nothing is allocated.
    late_ = predecessor.late_;
    if (predecessor.key_channels_ == key_channels_)
        heard_ = predecessor.heard_; // else it hears something else
    queue_ = predecessor.queue_;
    first_ = predecessor.first_;
    queued_ = predecessor.queued_;
    releasing_ = predecessor.releasing_;
    first_ring_ = predecessor.first_ring_;
    second_ring_ = predecessor.second_ring_;
    ring_at_ = predecessor.ring_at_;
    first_sum_ = predecessor.first_sum_;
    second_sum_ = predecessor.second_sum_;
    deepest_ = predecessor.deepest_;
    clock_ = predecessor.clock_;
}

void TruePeakLimiter::set(const LimiterSettings& settings) noexcept {
    const bool same = settings == settings_ && fall_ != 0;
    if (same) return;
    settings_ = settings;
    ceiling_ = to_gain({settings.ceiling.value}).value;
    reach_ = ceiling_ * aim;
    fall_ = fall_per_sample(std::max(settings.release_ms, 1.0), rate_);
}

SampleCount TruePeakLimiter::tail() const { return tail(rate_, settings_.release_ms); }

SampleCount TruePeakLimiter::tail(SampleRate rate, double release_ms) {
    const Lengths lengths = lengths_at(rate);
    const double decay = std::log10(1 / at_rest_below) * release_ms / 1000 * static_cast<double>(rate.hz);
    return {lengths.latency + lengths.hold + 2 * lengths.mean + limiter_filter.taps +
            static_cast<std::int64_t>(std::ceil(decay)) + 1};
}

Db TruePeakLimiter::take_deepest_reduction() noexcept {
    const double means = static_cast<double>(mean_) * mean_ * full_reduction;
    const double gain = 1 - static_cast<double>(std::exchange(deepest_, 0)) / means;
    return to_db({gain});
}

void TruePeakLimiter::process(AudioBlock audio, ConstAudioBlock key) noexcept {
    assert(audio.channels() == channels_);
    assert(key_channels_ == 0 || (key.channels() == key_channels_ && key.samples() == audio.samples()));
    for (int from = 0; from < audio.samples(); from += chunk) {
        const int n = std::min(chunk, audio.samples() - from);
        listen(key_channels_ > 0 ? key.part(from, n) : ConstAudioBlock(audio.part(from, n)));
        limit(audio.part(from, n));
    }
}

void TruePeakLimiter::listen(ConstAudioBlock heard) noexcept {
    const int n = heard.samples();
    constexpr int before = limiter_filter.taps - 1;
    std::fill_n(demands_.begin(), n, 0);
    for (int c = 0; c < heard.channels(); ++c) {
        float* const window = heard_[static_cast<std::size_t>(c)].data();
        std::memcpy(window + before, heard.data(c), static_cast<std::size_t>(n) * sizeof(float));
        if (bound_ * static_cast<double>(largest(window, before + n)) > ceiling_) interpolate(window, n);
        std::memmove(window, window + n, before * sizeof(float));
    }
}

// The three middle places between two samples, for eight samples at once: of 16 places every fourth. What
// lies more than 1.4 dB under the ceiling there stays under it at all 16 (at most 0.7 dB can hide between, at
// half the rate).
void TruePeakLimiter::interpolate(const float* window, int samples) noexcept {
    constexpr double hidden = 0.85;
    const auto doubtful = static_cast<float>(hidden * ceiling_);
    for (int from = 0; from < samples; from += 8) {
        Four low[3] = {}, high[3] = {};
        const float* h = coarse_taps_.data();
        const float* x = window + from;
        for (int t = 0; t < limiter_filter.taps; ++t, h += 3, ++x)
            for (int p = 0; p < 3; ++p) {
                low[p] += *reinterpret_cast<const Four*>(x) * h[p];
                high[p] += *reinterpret_cast<const Four*>(x + 4) * h[p];
            }
        // The samples at both ends of the place are looked at as well: a peak close to one of them is seen
        // there.
        const float* const centre = window + from + half - 1;
        Four most[2] = {size_of(*reinterpret_cast<const Four*>(centre)),
                        size_of(*reinterpret_cast<const Four*>(centre + 4))};
        const Four next[2] = {size_of(*reinterpret_cast<const Four*>(centre + 1)),
                              size_of(*reinterpret_cast<const Four*>(centre + 5))};
        for (int k = 0; k < 2; ++k) {
            most[k] = next[k] > most[k] ? next[k] : most[k];
            for (int p = 0; p < 3; ++p) {
                const Four size = size_of(k == 0 ? low[p] : high[p]);
                most[k] = size > most[k] ? size : most[k];
            }
        }
        const int n = std::min(8, samples - from);
        for (int i = 0; i < n; ++i)
            if (most[i / 4][i % 4] > doubtful)
                demand_of(window + from + i, demands_[static_cast<std::size_t>(from + i)]);
    }
}

void TruePeakLimiter::demand_of(const float* window, std::int64_t& demand) const noexcept {
    Four sum[4] = {};
    const float* h = taps_.data();
    for (int t = 0; t < limiter_filter.taps; ++t, h += 16)
        for (int k = 0; k < 4; ++k)
            sum[k] += *reinterpret_cast<const Four*>(h + 4 * k) * window[t];
    Four most{};
    for (const Four& s : sum)
        most = size_of(s) > most ? size_of(s) : most;
    const double peak = std::max(std::max(most[0], most[1]), std::max(most[2], most[3]));
    if (!(peak > ceiling_)) return;
    demand = std::max(demand, static_cast<std::int64_t>(std::ceil((1 - reach_ / peak) * full_reduction)));
}

// The largest demand of the last hold_ samples: a queue in which none stands behind a smaller one.
std::int64_t TruePeakLimiter::held(std::int64_t demand) noexcept {
    const std::size_t size = queue_.size();
    if (queued_ > 0 && queue_[first_].at <= clock_ - hold_) {
        first_ = first_ + 1 == size ? 0 : first_ + 1;
        --queued_;
    }
    if (demand > 0) {
        while (queued_ > 0 && queue_[(first_ + queued_ - 1) % size].reduction <= demand)
            --queued_;
        queue_[(first_ + queued_) % size] = {demand, clock_};
        ++queued_;
    }
    return queued_ > 0 ? queue_[first_].reduction : 0;
}

std::int64_t TruePeakLimiter::smoothed(std::int64_t demand) noexcept {
    ++clock_;
    releasing_ = std::max(static_cast<double>(held(demand)) / full_reduction, releasing_ * fall_);
    if (releasing_ < at_rest_below) releasing_ = 0;
    const auto now = static_cast<std::int64_t>(std::ceil(releasing_ * full_reduction));
    first_sum_ += now - std::exchange(first_ring_[ring_at_], now);
    second_sum_ += first_sum_ - std::exchange(second_ring_[ring_at_], first_sum_);
    if (++ring_at_ == first_ring_.size()) ring_at_ = 0;
    return second_sum_;
}

bool TruePeakLimiter::at_rest() const {
    return queued_ == 0 && releasing_ == 0 && first_sum_ == 0 && second_sum_ == 0;
}

void TruePeakLimiter::limit(AudioBlock audio) noexcept {
    const int n = audio.samples();
    const bool idle =
        at_rest() && std::all_of(demands_.begin(), demands_.begin() + n, [](auto d) { return d == 0; });
    double gains[chunk];
    if (!idle) {
        const double step = 1.0 / (static_cast<double>(mean_) * mean_ * full_reduction);
        for (int i = 0; i < n; ++i) {
            const std::int64_t reduction = smoothed(demands_[static_cast<std::size_t>(i)]);
            deepest_ = std::max(deepest_, reduction);
            gains[i] = 1 - static_cast<double>(reduction) * step;
        }
    } else {
        clock_ += n;
    }
    for (int c = 0; c < audio.channels(); ++c) {
        float* const late = late_[static_cast<std::size_t>(c)].data();
        float* const out = audio.data(c);
        std::memcpy(late + latency_, out, static_cast<std::size_t>(n) * sizeof(float));
        if (idle) {
            std::memcpy(out, late, static_cast<std::size_t>(n) * sizeof(float));
        } else {
            // A gain of exactly 1 leaves every bit as it is.
            for (int i = 0; i < n; ++i)
                out[i] = static_cast<float>(late[i] * gains[i]);
        }
        std::memmove(late, late + n, static_cast<std::size_t>(latency_) * sizeof(float));
    }
}

void LimiterLog::note(SampleRange at, Db reduction, SampleCount gap) {
    if (!(reduction.value < 0) || at.empty()) return;
    const bool joins =
        !ranges_.empty() && (at.start <= ranges_.back().at.end + gap || ranges_.size() >= most_);
    if (!joins) {
        ranges_.push_back({at, reduction});
        return;
    }
    LimitedRange& last = ranges_.back();
    last.at.end = std::max(last.at.end, at.end);
    last.reduction = std::min(last.reduction, reduction);
}

} // namespace dub::dsp
