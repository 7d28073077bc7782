#pragma once
// Waveforms of the open session for its views. [window thread]

#include <set>

#include "app/playback/overview_feed.h"
#include "ui/ports/media.h"

namespace dub::app {

class FedOverviews final : public ui::OverviewPort {
  public:
    explicit FedOverviews(OverviewFeed& feed) // which must outlive it
        : feed_(feed) {}

    [[nodiscard]] std::optional<std::vector<ui::WaveColumn>> columns(MediaId media, int channel,
                                                                     SampleRange range, int count) override {
        if (offline_.contains(media)) return std::vector<ui::WaveColumn>{};
        const auto columns = feed_.columns(media, channel, range, count);
        if (!columns) return std::nullopt;
        std::vector<ui::WaveColumn> waves;
        waves.reserve(columns->size());
        for (const overview::Column& column : *columns)
            waves.push_back({column.min, column.max, column.rms});
        return waves;
    }
    [[nodiscard]] std::uint64_t revision() const override { return feed_.revision() + offline_changes_; }
    [[nodiscard]] std::uint64_t renewed() const override { return feed_.renewed() + offline_changes_; }
    [[nodiscard]] std::string sentence() const override { return feed_.sentence(); }
    [[nodiscard]] double building() const override { return feed_.building(); }

    // Recordings whose files are missing: what was drawn of them is drawn no longer.
    void set_offline(std::set<MediaId> media) {
        if (media == offline_) return;
        offline_ = std::move(media);
        ++offline_changes_;
    }

  private:
    OverviewFeed& feed_;
    std::set<MediaId> offline_;
    std::uint64_t offline_changes_ = 0;
};

} // namespace dub::app
