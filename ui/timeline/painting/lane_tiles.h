#pragma once
// Lanes as pieces of 256 pixels, kept until what they show has changed: another clip lies there, one is
// chosen, the zoom is another, a waveform has become ready. Scrolling and playing copy pieces, no more.
// [window thread]

#include <map>
#include <tuple>

#include <QImage>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

class LaneTiles {
  public:
    static constexpr int width = 256; // px

    // The piece of a row that begins at pixel `index` * width from sample 0. Valid until the next call.
    [[nodiscard]] const QImage& tile(const Scene& scene, const Row& row, std::int64_t index,
                                     double device_pixels);
    [[nodiscard]] std::uint64_t drawn() const { return drawn_; } // how many pieces were painted so far

  private:
    using Key = std::tuple<TrackId, PlaylistId, int, std::int64_t>; // track, playlist, row's kind, index
    // Everything a piece was painted from.
    struct Look {
        std::vector<session::Shared<session::Clip>> clips;
        std::vector<bool> chosen;
        QRgb colour = 0;
        int height = 0;
        double samples_per_pixel = 0, device_pixels = 1, wave_height = 1;
        GainLines gain_lines = GainLines::hidden;
        bool playing = true;          // a playlist that does not play is paler
        std::uint64_t recordings = 0; // OverviewPort::renewed()
        friend bool operator==(const Look&, const Look&) = default;
    };
    struct Tile {
        Look look;
        QImage image;
        std::optional<std::uint64_t> awaiting; // a waveform was not ready at that revision of the overviews
        std::uint64_t used = 0;
    };

    [[nodiscard]] static Look look_of(const Scene& scene, const Row& row, std::int64_t index,
                                      double device_pixels);
    static void paint(Tile& tile, const Scene& scene, std::int64_t index);
    void keep_small();

    std::map<Key, Tile> tiles_;
    std::int64_t bytes_ = 0;
    std::uint64_t clock_ = 0, drawn_ = 0;
};

} // namespace dub::ui::timeline
