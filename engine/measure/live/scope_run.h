#pragma once
// Phase and place of what is heard, over the last third of a second: how alike the channels of each
// left-right pair are, how loud each speaker is, and the figure that L and R draw. [one thread, never audio]
//
// Correlation is sum(a b) / sqrt(sum(a a) sum(b b)): +1 the same, 0 strangers (or a quarter turn apart), -1
// the same upside down, which vanishes in mono. Sums fade by 1/e in 0.3 s, in steps of 10 ms.

#include <array>
#include <limits>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/core/layout.h"
#include "engine/core/time.h"

namespace dub::measure {

struct ScopeReading {
    static constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    static constexpr std::size_t pairs_most = Layout::max_channels / 2, points_most = 480;
    struct Point {
        float left = 0, right = 0;
    };
    std::array<float, pairs_most> correlation;     // of pairs_of(layout); unknown: one of them is silent
    std::array<float, Layout::max_channels> rms{}; // amplitude of each channel
    std::array<Point, points_most> points{};       // of the first pair, the oldest first
    std::uint64_t turn = 0;                        // another one when anything changed
    ScopeReading() { correlation.fill(unknown); }
};

struct SpeakerPair {
    int left = 0, right = 0; // channels
};
// Left and right speakers that belong together, from the front to the rear, the floor first.
[[nodiscard]] std::vector<SpeakerPair> pairs_of(const Layout& layout);

class ScopeRun {
  public:
    ScopeRun(const Layout& layout, SampleRate rate);

    void add(ConstAudioBlock sound);
    // False: nothing whole was added since. Points are every second sample at 48 kHz.
    bool update(ScopeReading& reading);

  private:
    struct Sums {
        double both = 0, left = 0, right = 0;
    };
    void weigh(ConstAudioBlock piece);
    void close_piece();
    void draw(ConstAudioBlock piece);

    std::vector<SpeakerPair> pairs_;
    std::vector<Sums> sums_, piece_; // of the pairs: faded, and of the piece so far
    std::vector<double> squares_, piece_squares_;
    int piece_length_, in_piece_ = 0; // samples
    double kept_;                     // of a sum, after a piece
    double weight_ = 0;               // pieces in the sums
    int step_, skip_ = 0;             // samples a point
    std::array<ScopeReading::Point, ScopeReading::points_most> points_{};
    std::size_t next_ = 0;
    bool fresh_ = false;
};

} // namespace dub::measure
