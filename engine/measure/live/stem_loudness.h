#pragma once
// Loudness of the stems while the programme runs, each by itself: momentary, short-term and integrated since
// the last reset, as the mains' (loudness_run.h), without peaks. [one thread, never audio]

#include <array>
#include <limits>
#include <vector>

#include "engine/measure/meter.h"

namespace dub::measure {

struct StemReading { // LUFS; not a number: nothing was heard yet
    static constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    float momentary = unknown, short_term = unknown, integrated = unknown;
};
struct StemReadings {
    static constexpr std::size_t most = 24; // stems beyond are not measured
    std::size_t count = 0;
    std::array<StemReading, most> stems; // in the order of the setup
};

class StemLoudness {
  public:
    StemLoudness(std::vector<Layout> stems, SampleRate rate);

    // The channels of all stems, one stem behind the other.
    void add(ConstAudioBlock stems);
    void update(StemReadings& readings) const;       // what every 100 ms changes; cheap
    void update_whole(StemReadings& readings) const; // what looks at the whole run
    [[nodiscard]] int channels() const { return channels_; }

  private:
    std::vector<Layout> layouts_;
    std::vector<Meter> meters_;
    std::vector<const float*> rows_; // of one stem
    int channels_ = 0;
};

} // namespace dub::measure
