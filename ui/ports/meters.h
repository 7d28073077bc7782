#pragma once
// What the meters read, as values. Levels are dB re full scale, silence is -infinity. Hold and decay of what
// is painted are the view's. [window thread]

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/core/time.h"
#include "engine/core/units.h"
#include "engine/session/strip.h"

namespace dub::ui {

struct ChannelReading {
    Dbfs peak;                      // the highest sample since the last turn
    double ppm_db = minus_infinity; // quasi-peak, IEC 60268-10
    Dbtp true_peak_max;             // since reset_loudness(); only of mains
    bool clipped = false;           // since clear_overloads()
};

struct MeterReading {
    Layout layout; // channels in its order
    std::vector<ChannelReading> channels;
    double reduction_db = 0; // by which the strip's inserts lower it, >= 0, since the last turn
};

// ITU-R BS.1770-5, EBU Tech 3341 and 3342; NaN or -infinity: nothing was measured.
struct LoudnessReading {
    Lufs momentary, short_term, integrated, dialogue;
    Lu range;
    Dbtp true_peak_max;
};

struct LoudnessPoint {
    SamplePos at;
    float momentary = 0, short_term = 0; // LUFS
};

struct StemLoudness {
    std::string name;
    Lufs momentary, short_term, integrated; // not a number: nothing was heard
};

// Phase and place of the printmaster over the last third of a second.
struct ScopeReading {
    struct Pair {
        Speaker left, right;
        double correlation; // +1 the same, -1 upside down; not a number: one of them is silent
    };
    struct Point {
        float left, right;
    };
    Layout layout;
    std::vector<double> rms_db; // of each channel, dB re a full-scale square
    std::vector<Pair> pairs;
    std::vector<Point> points; // of the first pair, the oldest first
    std::uint64_t turn = 0;    // another one when anything changed
};

// Of all channels of the printmaster together; a full-scale sine reads 0 dB.
struct SpectrumReading {
    struct Level {
        double hz, db; // of the middle
    };
    std::vector<Level> bands, lines; // third octaves; 24 lines an octave
    std::uint64_t turn = 0;
};

class MeterPort {
  public:
    virtual ~MeterPort() = default;
    // Begins a turn of painting: within it every view is given the same reading of a strip.
    virtual void turn() {}
    // Empty when the strip is not metered (it is not in the plan that plays).
    [[nodiscard]] virtual MeterReading strip(const session::StripOwner& owner) const = 0;
    [[nodiscard]] virtual MeterReading monitor() const = 0;     // what the loudspeakers get
    [[nodiscard]] virtual LoudnessReading loudness() const = 0; // of the printmaster
    // Over the programme, sorted by position; what was never played is not in it.
    [[nodiscard]] virtual std::span<const LoudnessPoint> history() const = 0;
    [[nodiscard]] virtual std::vector<StemLoudness> stems() const { return {}; } // in the console's order
    // Measured only while they are asked for; empty where nothing is.
    [[nodiscard]] virtual ScopeReading scope() const { return {}; }
    [[nodiscard]] virtual SpectrumReading spectrum() const { return {}; }
    virtual void clear_overloads() = 0; // of all strips
    // Integrated, range, dialogue and true peaks begin anew; the history stays.
    virtual void reset_loudness() = 0;
};

} // namespace dub::ui
