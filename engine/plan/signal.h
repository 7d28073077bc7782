#pragma once
// What flows between steps: one planar buffer, as long as the longest window of its plan, and the quanta of
// it that hold sound. A silent quantum's samples are not written and must not be read. Bound when the plan is
// compiled. [audio]

#include <utility>

#include "engine/core/audio_buffer.h"
#include "engine/core/time.h"
#include "engine/plan/activity.h"
#include "engine/plan/processor.h"

namespace dub::plan {

inline constexpr int max_chunk = max_quanta * quantum;
// Of a plan that hands can move: a device asks for little at a time, and each edit makes such a plan anew.
inline constexpr int live_chunk = 16 * quantum;

// The piece of buffer time one run of the plan covers. `start` lies on the quantum grid.
struct Window {
    SamplePos start;
    int quanta = 0;
    [[nodiscard]] int samples() const { return quanta * quantum; }
    [[nodiscard]] SampleRange range() const { return {start, start + SampleCount{samples()}}; }
};

struct Signal {
    Signal(const Layout& of, int longest)
        : layout(of)
        , buffer(of.channels(), longest) {}
    [[nodiscard]] int longest() const { return buffer.samples(); } // window, in samples

    // An output may have a second buffer: what a window left is then written to its sink while the next one
    // runs.
    void make_double() { previous = AudioBuffer(layout.channels(), longest()); }
    void turn() {
        std::swap(buffer, previous);
        std::swap(sound, previous_sound);
    }

    Layout layout;
    AudioBuffer buffer, previous;
    Activity sound, previous_sound;
};

// Positions down or up to the grid of quanta.
[[nodiscard]] constexpr SamplePos quantum_at(SamplePos p) {
    const auto q = static_cast<std::int64_t>(quantum);
    return {(p.value >= 0 ? p.value / q : (p.value - q + 1) / q) * q};
}
[[nodiscard]] constexpr SamplePos quantum_after(SamplePos p) {
    return quantum_at(p + SampleCount{quantum - 1});
}

} // namespace dub::plan
