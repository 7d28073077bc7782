#pragma once
// What the meters read, as values. Levels are dB re full scale, silence is -infinity. Hold and decay of what
// is painted are the view's. [window thread]

#include <span>
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
    virtual void clear_overloads() = 0; // of all strips
    // Integrated, range, dialogue and true peaks begin anew; the history stays.
    virtual void reset_loudness() = 0;
};

} // namespace dub::ui
