#pragma once
// One clip as it is painted into a tile: body, header with its name, waveform, fades, gain line, signs.
// Coordinates are pixels of the tile; a clip may reach far out of it on both sides. [window thread]

#include <QColor>
#include <QPainter>

#include "engine/session/track.h"
#include "ui/ports/media.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

enum class Chosen : unsigned char { no, yes };

struct ClipLook {
    const session::Clip* clip = nullptr;
    std::vector<int> channels; // of its recording, from top to bottom
    QColor colour;             // of its role
    Chosen chosen = Chosen::no;
    GainLines gain_lines = GainLines::hidden;
    double wave_height = 1;
    const Scale* scale = nullptr;
    std::int64_t tile_left = 0; // the tile's first pixel, from sample 0
    int tile_width = 0;
    int top = 0, height = 0;
    double device_pixels = 1;

    [[nodiscard]] double x_of(SamplePos at) const;
    [[nodiscard]] QRect visible() const; // the part of the clip in the tile, a pixel wide at least
};

enum class Waves : unsigned char {
    drawn,
    awaited, // the overview is not ready
    none,    // it cannot be had: the recording is missing
};

[[nodiscard]] Waves paint_clip(QPainter& painter, const ClipLook& look, OverviewPort& overviews);

inline constexpr int name_every = 1024; // px: a long clip says its name again and again
[[nodiscard]] QFont clip_font();
// Of its clips: the track's own or its role's; paler in a playlist that does not play.
[[nodiscard]] QColor clip_colour(const session::Track& track, bool plays);
[[nodiscard]] QColor header_colour(const session::Clip& clip, const QColor& colour);

// The frame of a chosen clip; over all others, so that a crossfade does not hide it.
void paint_chosen(QPainter& painter, const ClipLook& look);

// The parts of it.
[[nodiscard]] Waves paint_wave(QPainter& painter, const ClipLook& look, const QRect& body,
                               OverviewPort& overviews);
void paint_fades(QPainter& painter, const ClipLook& look, const QRect& body);
void paint_gain_line(QPainter& painter, const ClipLook& look, const QRect& body);
// Where two clips sound together: both curves.
void paint_crossfade(QPainter& painter, const ClipLook& earlier, const ClipLook& later);
[[nodiscard]] double fade_gain(session::FadeCurve curve, double part); // part 0 … 1 of the fade in

} // namespace dub::ui::timeline
