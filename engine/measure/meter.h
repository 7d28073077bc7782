#pragma once
// The programme meter: loudness (ITU-R BS.1770-5), momentary, short-term, integrated, range (EBU Tech 3341,
// 3342), true peak per channel (BS.1770-5 Annex 2) and sample peak, in one pass over blocks of any length.
// The result does not depend on how the sound is cut into blocks. libebur128 is the yardstick
// (reference_meter.h): tests compare every signal. One thread at a time. add() allocates only as the
// programme grows (about 1 kB a second).

#include <memory>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/measure/measurement.h"

namespace dub::measure {

// Peaks cost most of the time: who wants loudness alone leaves them out, and asks for energies, not for a
// result().
enum class Peaks : unsigned char { measured, left_out };

class Meter {
  public:
    Meter(const Layout& layout, SampleRate rate, Peaks peaks = Peaks::measured);
    Meter(Meter&&) noexcept;
    Meter& operator=(Meter&&) noexcept;
    ~Meter();

    void add(ConstAudioBlock block); // channels in the layout's order
    // Of all that was added so far. Dialogue is left open (see dialogue.h).
    [[nodiscard]] Measurement result() const;
    // Weighted mean square of each whole 100 ms from the start (sum over channels of G_i z_i): what dialogue
    // loudness needs.
    [[nodiscard]] const std::vector<double>& energies_100ms() const;
    // For a meter that is looked at while it runs: the same of each 10 ms; the highest true peak of all
    // channels, an amplitude, in each 100 ms; what each channel has reached up to the last whole 100 ms.
    [[nodiscard]] const std::vector<double>& energies_10ms() const;
    [[nodiscard]] const std::vector<float>& peaks_100ms() const;
    [[nodiscard]] ChannelPeaks channel_peaks(int channel) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace dub::measure
