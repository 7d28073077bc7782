#pragma once
// All meters of what is heard. The audio thread finds peaks and quasi-peaks and hands mains and stems on;
// loudness, range, true peak, dialogue, phase and spectrum are worked out on a thread that has time
// (meter_thread.h); a window reads values, at any rate, without waiting for anybody.
// Loudness, phase and spectrum count what is played at speed 1; levels whatever sounds. Phase and spectrum of
// the mains are measured for as long as somebody looks, and a second of sound more.

#include <deque>
#include <memory>
#include <string>

#include "engine/core/output_audio.h"
#include "engine/core/published.h"
#include "engine/measure/live/audio_ring.h"
#include "engine/measure/live/level_meter.h"
#include "engine/measure/live/loudness_run.h"
#include "engine/measure/live/scope_run.h"
#include "engine/measure/live/spectrum_run.h"
#include "engine/measure/live/stem_loudness.h"

namespace dub::measure {

struct MeterSetup {
    struct Output {
        std::string name;
        Layout layout;
        friend bool operator==(const Output&, const Output&) = default;
    };
    SampleRate rate;
    std::vector<Output> outputs; // whose levels are measured
    std::string mains;           // of them: loudness and true peak; may be none of them
    std::string dialogue;        // of them: where speech is looked for; empty: dialogue is not measured
    std::vector<std::string> stems = {}; // of them: whose loudness is measured, each by itself
    PpmKind ppm = PpmKind::type_i;
};

class LiveMeters {
  public:
    // [control] `history` goes on where it is; it outlives a change of outputs.
    LiveMeters(MeterSetup setup, std::shared_ptr<LoudnessHistory> history);
    LiveMeters(const LiveMeters&) = delete;
    LiveMeters& operator=(const LiveMeters&) = delete;

    // [audio] A piece of what is heard from `position` on; outputs in any order, those not known are passed
    // over. `speed` 0: standing.
    void add(std::span<const OutputAudio> outputs, SamplePos position, double speed) noexcept;

    // [worker] Measures what has arrived since. False: nothing had.
    bool work();

    // [window] In the order of the setup.
    [[nodiscard]] const MeterSetup& setup() const { return setup_; }
    [[nodiscard]] LevelMeter& levels(std::size_t output) { return levels_[output]; }
    // [any]
    [[nodiscard]] LoudnessReading loudness() const { return published_.read(); }
    [[nodiscard]] StemReadings stems() const { return stem_readings_.read(); } // in the setup's order
    [[nodiscard]] ScopeReading scope() const {
        scope_looked_.store(second(), std::memory_order_relaxed);
        return scope_.read();
    }
    [[nodiscard]] SpectrumReading spectrum() const {
        spectrum_looked_.store(second(), std::memory_order_relaxed);
        return spectrum_.read();
    }
    [[nodiscard]] const Layout& mains() const { return mains_; } // of both
    [[nodiscard]] LoudnessHistory& history() { return *history_; }
    // [any] Integrated, range, dialogue and all maxima begin anew with the next work(); the history stays.
    void reset() { resets_.fetch_add(1, std::memory_order_relaxed); }
    void forget_history() { clears_.fetch_add(1, std::memory_order_relaxed); } // [any] with the next work()

  private:
    [[nodiscard]] Layout layout_of(const std::string& output) const;
    [[nodiscard]] std::vector<Layout> layouts_of_stems() const;
    [[nodiscard]] std::int64_t second() const { return setup_.rate.hz; } // samples
    void hand_on(std::span<const OutputAudio> outputs, SamplePos position) noexcept;
    void find_stems(std::span<const OutputAudio> outputs) noexcept;
    void begin_anew();
    void measure(const AudioRing::Piece& piece);
    void publish(bool whole);

    const MeterSetup setup_;
    const Layout mains_, dialogue_; // no channels: not measured
    const std::vector<Layout> stems_;
    std::deque<LevelMeter> levels_;
    AudioBuffer silence_;                 // in place of a dialogue stem that is missing
    std::vector<float> silent_row_;       // of any other stem
    std::vector<const float*> stem_rows_; // audio's: of the piece at hand; nullptr: the stem is missing
    AudioRing ring_;
    std::atomic<std::uint64_t> missed_{0};
    std::atomic<std::uint64_t> resets_{0}, clears_{0};

    const std::shared_ptr<LoudnessHistory> history_;
    std::optional<LoudnessRun> run_; // worker's, as all below
    std::optional<StemLoudness> stem_run_;
    std::optional<ScopeRun> scope_run_;
    std::optional<SpectrumRun> spectrum_run_;
    LoudnessReading reading_;
    StemReadings stems_reading_;
    ScopeReading scope_reading_;
    SpectrumReading spectrum_reading_;
    std::size_t shown_ = 0, shown_whole_ = 0; // hops
    std::uint64_t reset_ = 0, cleared_ = 0;
    Published<LoudnessReading> published_;
    Published<StemReadings> stem_readings_;
    Published<ScopeReading> scope_;
    Published<SpectrumReading> spectrum_;
    mutable std::atomic<std::int64_t> scope_looked_{0}, spectrum_looked_{0}; // samples still to measure
};

} // namespace dub::measure
