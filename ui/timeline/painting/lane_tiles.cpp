#include "ui/timeline/painting/lane_tiles.h"

#include <algorithm>

#include "engine/session/lookup.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/painting/clip_look.h"

namespace dub::ui::timeline {
namespace {

constexpr std::int64_t most_bytes = 160LL << 20;

std::vector<int> channels_of(const session::Session& session, const session::Clip& clip) {
    if (!clip.channels.empty()) return clip.channels;
    const session::Media* media = session::find_media(session, clip.media);
    std::vector<int> all(static_cast<std::size_t>(media == nullptr ? 1 : media->layout.channels()));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<int>(i);
    return all;
}

} // namespace

LaneTiles::Look LaneTiles::look_of(const Scene& scene, const Row& row, std::int64_t index,
                                   double device_pixels) {
    const session::Session& session = scene.seen();
    const session::Track& track = *session.tracks[row.track];
    const Scale& scale = scene.view.scale;
    const SampleRange range{scale.at_pixel(index * width), scale.at_pixel((index + 1) * width)};
    const auto& clips = clips_of(session, row);
    const auto [first, last] = reaching_into(clips, range, [](const auto& clip) { return clip->place; });
    Look look;
    look.clips.assign(first, last);
    for (const auto& clip : look.clips)
        look.chosen.push_back(scene.selection.clips.contains(clip->id));
    look.colour = clip_colour(track, row.playlist < 0).rgb();
    look.height = row.height;
    look.samples_per_pixel = scale.samples_per_pixel;
    look.device_pixels = device_pixels;
    look.wave_height = scene.view.wave_height;
    look.gain_lines = scene.view.gain_lines;
    look.playing = row.playlist < 0;
    look.recordings = scene.ports.overviews.renewed();
    return look;
}

const QImage& LaneTiles::tile(const Scene& scene, const Row& row, std::int64_t index, double device_pixels) {
    const session::Track& track = *scene.seen().tracks[row.track];
    const PlaylistId playlist =
        row.playlist < 0 ? PlaylistId{} : track.alternatives[static_cast<std::size_t>(row.playlist)]->id;
    Tile& tile = tiles_[{track.id, playlist, row.playlist < 0 ? 0 : 1, index}];
    tile.used = ++clock_;
    Look look = look_of(scene, row, index, device_pixels);
    const bool complete = !tile.awaiting || *tile.awaiting == scene.overview_revision;
    if (!tile.image.isNull() && complete && tile.look == look) return tile.image;
    bytes_ -= tile.image.sizeInBytes();
    tile.look = std::move(look);
    paint(tile, scene, index);
    bytes_ += tile.image.sizeInBytes();
    ++drawn_;
    if (bytes_ > most_bytes) keep_small();
    return tile.image;
}

void LaneTiles::paint(Tile& tile, const Scene& scene, std::int64_t index) {
    const Look& look = tile.look;
    const QSize pixels(static_cast<int>(std::lround(width * look.device_pixels)),
                       static_cast<int>(std::lround(look.height * look.device_pixels)));
    if (tile.image.size() != pixels) tile.image = QImage(pixels, QImage::Format_RGB32);
    tile.image.setDevicePixelRatio(look.device_pixels);
    tile.awaiting.reset();
    QPainter painter(&tile.image);
    painter.fillRect(QRect(0, 0, width, look.height), QColor(look.playing ? theme::base : theme::well));
    painter.fillRect(QRect(0, look.height - 1, width, 1), QColor(theme::line));
    std::vector<ClipLook> looks;
    for (std::size_t i = 0; i < look.clips.size(); ++i) {
        ClipLook one;
        one.clip = look.clips[i].get();
        one.channels = channels_of(scene.seen(), *one.clip);
        one.colour = QColor(look.colour);
        one.chosen = look.chosen[i] ? Chosen::yes : Chosen::no;
        one.gain_lines = look.gain_lines;
        one.wave_height = look.wave_height;
        one.scale = &scene.view.scale;
        one.tile_left = index * width;
        one.tile_width = width;
        one.height = look.height - 1;
        one.device_pixels = look.device_pixels;
        if (paint_clip(painter, one, scene.ports.overviews) == Waves::awaited)
            tile.awaiting = scene.overview_revision;
        if (!looks.empty() && one.clip->place.start < looks.back().clip->place.end)
            paint_crossfade(painter, looks.back(), one);
        looks.push_back(std::move(one));
    }
    for (const ClipLook& one : looks)
        if (one.chosen == Chosen::yes) paint_chosen(painter, one);
}

// The half that was not looked at for the longest time goes.
void LaneTiles::keep_small() {
    std::vector<std::uint64_t> used;
    for (const auto& [key, tile] : tiles_)
        used.push_back(tile.used);
    std::ranges::nth_element(used, used.begin() + static_cast<std::ptrdiff_t>(used.size() / 2));
    const std::uint64_t middle = used[used.size() / 2];
    std::erase_if(tiles_, [&](const auto& entry) {
        if (entry.second.used >= middle) return false;
        bytes_ -= entry.second.image.sizeInBytes();
        return true;
    });
}

} // namespace dub::ui::timeline
