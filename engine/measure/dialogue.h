#pragma once
// Dialogue loudness of a mix whose stems are known: speech is looked for in the stem of the speech roles
// (dialogue, adr, narration; pfx and fill excluded), and the loudness of the whole mix is averaged, ungated,
// over those moments (ITU-R BS.1770-1 over speech). Labelled stem-assisted: it is not a proprietary dialogue
// meter. The detector: energy of the 300..3400 Hz band of all channels together, in 10 ms steps, stands out
// of an adaptive floor (minimum statistics over 3 s) and moves as syllables do; gaps up to 250 ms are closed.
// Calibrated by tests/engine/measure. It hears a little before and after each moment, so ask it at the end.
// One thread at a time.

#include <memory>
#include <span>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/measure/measurement.h"

namespace dub::measure {

class SpeechDetector {
  public:
    SpeechDetector(const Layout& layout, SampleRate rate);
    SpeechDetector(SpeechDetector&&) noexcept;
    SpeechDetector& operator=(SpeechDetector&&) noexcept;
    ~SpeechDetector();

    void add(ConstAudioBlock stem);
    // One entry for each whole 100 ms: true where most of it is speech. Some decisions depend on the level:
    // `gain` asks as if the stem had been so much louder.
    [[nodiscard]] std::vector<bool> speech_100ms(Db gain = {}) const;
    // The entries from number `from` on only, for a meter that runs. They are final but for the last
    // `undecided_100ms`.
    [[nodiscard]] std::vector<bool> speech_100ms_from(std::size_t from) const;
    static constexpr std::size_t undecided_100ms = 20;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

inline constexpr double speech_percent_min =
    15; // below it the programme's gated loudness stands in (Netflix, 2024)

// Fills dialogue, dialogue_method and speech_percent of `measurement` from the mix's energies and the stem's
// speech.
void add_dialogue(Measurement& measurement, std::span<const double> energies_100ms,
                  const std::vector<bool>& speech_100ms);

} // namespace dub::measure
