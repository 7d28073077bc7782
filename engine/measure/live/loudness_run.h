#pragma once
// The programme meter while it runs: what is heard of the mains, since the last reset, in the order it was
// heard (EBU Tech 3341: integrated loudness and range go on over a pause). The very parts of the offline
// meter, so that both read the same. [one thread, never audio]

#include <array>
#include <limits>
#include <optional>

#include "engine/measure/dialogue.h"
#include "engine/measure/live/loudness_history.h"
#include "engine/measure/meter.h"

namespace dub::measure {

struct LoudnessReading {
    static constexpr float unknown = std::numeric_limits<float>::quiet_NaN(); // silence is -infinity
    float momentary = unknown, short_term = unknown;                          // LUFS, every 100 ms
    float momentary_max = unknown, short_term_max = unknown;                  // of windows moved by 10 ms
    float integrated = unknown, range = unknown;        // LUFS, LU; the range settles in a minute
    float dialogue = unknown, speech_percent = unknown; // LUFS of the mains while the stem speaks
    DialogueMethod dialogue_method = DialogueMethod::none;
    float true_peak = unknown;                             // dBTP of the last whole 100 ms, highest channel
    std::array<float, Layout::max_channels> true_peak_max; // dBTP of each channel
    double seconds = 0;                                    // measured, in whole 100 ms
    std::uint64_t missed = 0;                              // samples that came too fast to be measured
    LoudnessReading() { true_peak_max.fill(unknown); }
};

class LoudnessRun {
  public:
    // `dialogue`: layout of the stem in which speech is looked for; no channels: dialogue is not measured.
    LoudnessRun(const Layout& mains, const Layout& dialogue, SampleRate rate);

    // `dialogue` is as long as `mains`. Whole 100 ms that lie together on the timeline go
    // into the history.
    void add(ConstAudioBlock mains, ConstAudioBlock dialogue, SamplePos position, LoudnessHistory& history);
    [[nodiscard]] std::size_t hops() const { return meter_.energies_100ms().size(); }
    // What every 100 ms changes; cheap.
    void update(LoudnessReading& reading);
    // What looks at the whole run: some milliseconds after an hour.
    void update_whole(LoudnessReading& reading);

  private:
    [[nodiscard]] std::int64_t edge(std::size_t hop) const; // samples since the reset
    void find_speech();

    Meter meter_;
    int channels_;
    std::optional<SpeechDetector> detector_;
    SampleRate rate_;
    std::int64_t heard_ = 0; // samples
    SamplePos expected_, hop_start_;
    bool together_ = true;    // the hop so far
    std::size_t windows_ = 0; // pieces of 10 ms whose windows are in the maxima
    Lufs momentary_max_, short_term_max_;
    std::vector<bool> speech_; // decided, then as it looks now
};

} // namespace dub::measure
