#pragma once
// Waveforms that are never ready. [window thread]

#include "ui/ports/media.h"

namespace dub::app {

class NoOverviews final : public ui::OverviewPort {
  public:
    [[nodiscard]] std::optional<std::vector<ui::WaveColumn>> columns(MediaId, int, SampleRange,
                                                                     int) override {
        return std::nullopt;
    }
    [[nodiscard]] std::uint64_t revision() const override { return 0; }
    [[nodiscard]] double building() const override { return 1; }
};

} // namespace dub::app
