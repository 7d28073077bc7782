#pragma once
// A true-peak limiter: no peak of the output, between samples too, exceeds the ceiling; all channels share
// one gain, so that no image moves. It looks 1.5 ms ahead: the reduction each peak needs is held, falls back
// by the release, and is smoothed over the look-ahead (two running means), so that the gain has arrived when
// the peak does (the scheme of F. Adriaensen's zita-dpl1, with an interpolating detector). Reductions are
// whole numbers of 2^-32, so that running sums are exact: no drift, the same bits for any cut into blocks,
// exact rest after silence. What exceeds the ceiling is brought 0.12 dB below it, so that other meters agree.
// Where nothing exceeds it the output is the delayed input, bit for bit.
// prepare() on the control thread; the rest allocates nothing and may run on the audio thread. One thread at
// a time.

#include <cstdint>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/core/time.h"
#include "engine/core/units.h"

namespace dub::dsp {

struct LimiterSettings {
    Dbtp ceiling{-1};        // of the detected signal's true peak
    double release_ms = 200; // in which a reduction falls to a tenth

    friend constexpr bool operator==(const LimiterSettings&, const LimiterSettings&) = default;
};

class TruePeakLimiter {
  public:
    TruePeakLimiter() = default;
    // `key_channels` 0: it listens to what it limits.
    TruePeakLimiter(int channels, int key_channels, SampleRate rate) {
        prepare(channels, key_channels, rate);
    }

    void prepare(int channels, int key_channels, SampleRate rate); // [control]
    void reset() noexcept;                                         // as after prepare(); keeps the settings
    void adopt(const TruePeakLimiter& predecessor) noexcept;       // copies the state of one prepared alike
    void set(const LimiterSettings& settings) noexcept;            // holds from the next sample that enters
    // In place; the output is latency() late. With key channels `key` is as long as `audio` and is what is
    // listened to.
    void process(AudioBlock audio, ConstAudioBlock key = {}) noexcept;

    [[nodiscard]] SampleCount latency() const { return {latency_}; }
    // After so many samples of digital silence it is as fresh. For the settings given, and for any longer
    // release that was set before.
    [[nodiscard]] SampleCount tail() const;
    [[nodiscard]] static SampleCount tail(SampleRate rate, double release_ms);
    // The deepest reduction (<= 0 dB) applied to any output sample since this was last asked.
    [[nodiscard]] Db take_deepest_reduction() noexcept;

  private:
    static constexpr int chunk = 64;
    struct Demand { // a reduction some sample needs, and when it entered
        std::int64_t reduction;
        std::int64_t at;
    };

    void listen(ConstAudioBlock heard) noexcept;                 // fills demands_ of one chunk
    void interpolate(const float* window, int samples) noexcept; // adds one channel's true peaks to demands_
    void demand_of(const float* window,
                   std::int64_t& demand) const noexcept;               // one sample, raised where needed
    [[nodiscard]] std::int64_t smoothed(std::int64_t demand) noexcept; // one sample: hold, release, smooth
    [[nodiscard]] std::int64_t held(std::int64_t demand) noexcept;
    void limit(AudioBlock audio) noexcept; // one chunk: delay and gain
    [[nodiscard]] bool at_rest() const;

    SampleRate rate_;
    int channels_ = 0, key_channels_ = 0;
    int latency_ = 0, mean_ = 0, hold_ = 0; // samples
    double ceiling_ = 1, reach_ = 0, fall_ = 0;
    double bound_ = 0;
    std::vector<float> taps_, coarse_taps_; // all 16 places; three of them
    std::vector<std::vector<float>> late_;  // per channel: latency_ samples, then the chunk
    std::vector<std::vector<float>> heard_; // per channel listened to: taps - 1 samples, then the chunk
    std::vector<std::int64_t> demands_;     // of the chunk, 2^-32 of full reduction
    std::vector<Demand> queue_;             // ring: demands still held, falling; the first is the largest
    std::size_t first_ = 0, queued_ = 0;
    double releasing_ = 0; // the reduction that falls back
    std::vector<std::int64_t> first_ring_, second_ring_;
    std::size_t ring_at_ = 0;
    std::int64_t first_sum_ = 0, second_sum_ = 0, deepest_ = 0, clock_ = 0;
    LimiterSettings settings_;
};

// Where and how deep a limiter worked, for the report. Reductions that touch are one range; when the list is
// full the nearest place is the last range, which grows.
struct LimitedRange {
    SampleRange at;
    Db reduction; // deepest within, < 0 dB
    friend constexpr bool operator==(const LimitedRange&, const LimitedRange&) = default;
};

class LimiterLog {
  public:
    explicit LimiterLog(std::size_t most = 1000)
        : most_(most) {}
    // In the order of time; 0 dB is passed over. Ranges closer than `gap` become one.
    void note(SampleRange at, Db reduction, SampleCount gap = {});
    [[nodiscard]] const std::vector<LimitedRange>& ranges() const { return ranges_; }

  private:
    std::size_t most_;
    std::vector<LimitedRange> ranges_;
};

} // namespace dub::dsp
