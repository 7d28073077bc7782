#pragma once
// Pictures and waveforms as windows see them: asked for again and again, never waited for. [window thread]

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/time.h"

namespace dub {
struct Picture; // engine/core/io.h
}

namespace dub::ui {

struct WaveColumn {
    float min = 0, max = 0, rms = 0; // full scale is 1
};

class OverviewPort {
  public:
    virtual ~OverviewPort() = default;
    // `count` columns over samples [range) of the converted recording (session rate, positions as in
    // Clip::source_start). nullopt: not ready; ask again when revision() has grown. Empty: it cannot be had.
    [[nodiscard]] virtual std::optional<std::vector<WaveColumn>> columns(MediaId media, int channel,
                                                                         SampleRange range, int count) = 0;
    [[nodiscard]] virtual std::uint64_t revision() const = 0;
    // Grows when columns that were given may be others now: recordings or their files changed.
    [[nodiscard]] virtual std::uint64_t renewed() const = 0;
    // Why waveforms cannot be kept for the next time; empty: they are.
    [[nodiscard]] virtual std::string sentence() const = 0;
    [[nodiscard]] virtual double building() const = 0; // 0..1 of what is missing; 1: all is there
};

class PicturePort {
  public:
    virtual ~PicturePort() = default;
    // The newest picture not after what is heard at `at`; nullptr: black, or none yet. Never waits.
    [[nodiscard]] virtual std::shared_ptr<const Picture> at(SamplePos at, double speed, int width,
                                                            int height) = 0;
    // For the strip in the timeline; nullptr: not ready.
    [[nodiscard]] virtual std::shared_ptr<const Picture> thumbnail(PictureId picture, FrameCount frame) = 0;
    [[nodiscard]] virtual std::vector<FrameCount> shot_cuts(PictureId picture) = 0; // frames of the picture
    [[nodiscard]] virtual std::uint64_t revision() const = 0; // grows when more thumbnails are ready
    [[nodiscard]] virtual std::uint64_t dropped() const = 0;  // frames not shown in time
    [[nodiscard]] virtual std::string sentence() const = 0; // what is wrong with the picture; empty: nothing
    virtual void set_offset(SampleCount later) = 0; // the display's delay: shows the frame that much ahead
};

} // namespace dub::ui
