#pragma once
// The room panner: the Cartesian point panner of ITU-R BS.2127-0 section 7.3.9 over the speakers of any
// layout, so that a panned track and an object at the same place get the same gains. The room is divided into
// planes (z), each plane into rows (y), each row into columns (x); on every axis the signal is balanced
// between the two neighbours by cosine and sine, hence equal power everywhere. Where a layout has a single
// plane or row, that axis has no effect. Objects never reach the LFE. Made on the control thread; gains() may
// run on any thread and allocates nothing.
// The front, rear and front-rear divergences are the consoles' and our own (docs/decisions/0020): they change
// speakers' shares of a point's power, whose sum stays.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/layout.h"
#include "engine/dsp/mix_kernels.h"

namespace dub::dsp {

struct PanPosition {
    float x = 0, y = 1, z = 0; // -1..1: right, front, up; outside the room means at its wall
    // Power moved to two images at x +- divergence_range, clipped to the room (BS.2127 section 7.3.8): each
    // side gets v/(1+v), the middle (1-v)/(1+v). 0 is a point, 1 all in the side images.
    float divergence = 0;
    float centre_percent =
        100; // 100: a discrete centre; 0: what C would play comes from L and R, at -3.01 dB each
    float divergence_range = 1;
    // Percent. Of what the speakers of a row play, so much is shared by all of that row alike. The front row
    // is what stands at y > 0, the rear row all others of that height.
    float front_divergence = 0, rear_divergence = 0;
    // Percent. So much of the point is shared evenly by it and its mirror image at the other end of the room.
    float front_rear_divergence = 0;
};

// Positions of a run of automation, one for each quantum edge. A span holds either `count` values or one that
// stays.
struct PanRun {
    int count = 0;
    std::span<const float> x, y, z, divergence, centre_percent;
    float divergence_range = 1;
    std::span<const float> front_divergence = {}, rear_divergence = {}, front_rear_divergence = {}; // none: 0
};

class Panner {
  public:
    explicit Panner(const Layout& layout);

    [[nodiscard]] const Layout& layout() const { return layout_; }
    // One linear gain for each channel of the layout, in its order. A single position gets the very bits that
    // a run gives it.
    void gains(const PanPosition& position, std::span<float> out) const;
    // gains[channel][i] for position i of the run; `out` has one pointer to run.count values for each
    // channel.
    void gains(const PanRun& run, std::span<float* const> out) const;

  private:
    static constexpr int chunk = 112; // positions worked on at a time, from the stack
    struct Chunk;
    struct Column {
        BalancePoint x;
        int channel = 0;
    };
    struct Row {
        BalancePoint y;
        std::vector<Column> columns;
    };
    struct Plane {
        BalancePoint z;
        std::vector<Row> rows;
    };

    struct Place { // of each position of a chunk
        const float *x, *y;
    };
    void point(const Chunk& positions, Place at, float* const* out) const;
    void images(const Chunk& positions, const float* y, float* const* out) const;
    void diverge(const Chunk& positions, const float* y, float* const* out) const;
    void lean(const Chunk& positions, const float* y, float* const* out) const;
    void even_out(const Chunk& positions, std::span<const float> percent,
                  const std::vector<std::vector<int>>& rows, float* const* out) const;
    void spread_centre(const Chunk& positions, float* const* out) const;

    Layout layout_;
    std::vector<Plane> planes_;
    std::vector<std::vector<int>> fronts_, rears_; // channels of a row, by height; rows of one are left out
    int left_ = -1, right_ = -1, centre_ = -1;     // channels; -1 where the layout lacks one
};

} // namespace dub::dsp
