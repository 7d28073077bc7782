#pragma once
// What a file of integers cannot hold: samples that lie beyond its largest step are counted before they are
// clipped, so that no file is clipped in silence. One thread at a time. [writer]

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/core/diagnostics.h"
#include "engine/core/layout.h"
#include "engine/core/timecode.h"

namespace dub::app {

class ClipCounter {
  public:
    // bits: 16 or 24; 32 is float, which holds what lies above full scale: nothing is counted.
    ClipCounter(const Layout& layout, int bits);

    // The block's first sample lies at `at`, counted from midnight. Counted is what would be rounded to a
    // step that the file does not have: above 1 - 1/2 step, below -1 - 1/2 step.
    void add(ConstAudioBlock block, SamplePos at);

    [[nodiscard]] std::int64_t samples() const; // of all channels
    // "sound.clipped", its place as that timecode: how many, in which channels, where the first lies, and
    // `cure`. None when there are none.
    [[nodiscard]] std::optional<Diagnostic> warning(const TimecodeFormat& timecode, SampleRate rate,
                                                    std::string where, std::string_view cure) const;

  private:
    Layout layout_;
    double steps_ = 0; // of one sign; 0: float
    std::vector<std::int64_t> of_channel_;
    std::optional<SamplePos> first_;
};

} // namespace dub::app
