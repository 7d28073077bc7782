#pragma once
// Waveforms of the open session for its views. [window thread]

#include "app/playback/overview_feed.h"
#include "ui/ports/media.h"

namespace dub::app {

class FedOverviews final : public ui::OverviewPort {
  public:
    explicit FedOverviews(OverviewFeed& feed) // which must outlive it
        : feed_(feed) {}

    [[nodiscard]] std::optional<std::vector<ui::WaveColumn>> columns(MediaId media, int channel,
                                                                     SampleRange range, int count) override {
        const auto columns = feed_.columns(media, channel, range, count);
        if (!columns) return std::nullopt;
        std::vector<ui::WaveColumn> waves;
        waves.reserve(columns->size());
        for (const overview::Column& column : *columns)
            waves.push_back({column.min, column.max, column.rms});
        return waves;
    }
    [[nodiscard]] std::uint64_t revision() const override { return feed_.revision(); }
    [[nodiscard]] double building() const override { return feed_.building(); }

  private:
    OverviewFeed& feed_;
};

} // namespace dub::app
