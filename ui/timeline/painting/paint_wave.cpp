// Waveforms: peaks and rms for each device pixel, or the samples themselves when they are further apart.

#include <algorithm>
#include <cmath>

#include "engine/core/units.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/painting/clip_look.h"

namespace dub::ui::timeline {
namespace {

constexpr int least_channel_height = 12; // px; lower ones are shown as one wave, the loudest of all

using Columns = std::vector<WaveColumn>;

struct Wanted {
    SampleRange source; // of the recording
    int count = 0;      // columns
    double first_x = 0; // device pixel of the first column
    double step = 1;    // device pixels from one to the next
};

Wanted wanted_columns(const ClipLook& look, const QRect& body) {
    const session::Clip& clip = *look.clip;
    const Scale& scale = *look.scale;
    const auto source = [&](SamplePos at) { return clip.source_start + (at - clip.place.start); };
    const SamplePos from = std::max(clip.place.start, scale.at_pixel(look.tile_left + body.left()));
    const SamplePos to = std::min(clip.place.end, scale.at_pixel(look.tile_left + body.right() + 1));
    Wanted wanted;
    if (scale.samples_per_pixel * 2 >= look.device_pixels) {
        wanted.source = {source(from), std::max(source(to), source(from) + SampleCount{1})};
        wanted.count = std::max(1, static_cast<int>(std::lround(body.width() * look.device_pixels)));
        wanted.first_x = std::round(body.left() * look.device_pixels);
        return wanted;
    }
    const SamplePos first = std::max(clip.place.start, from - SampleCount{1});
    const SamplePos last = std::min(clip.place.end, to + SampleCount{2});
    wanted.source = {source(first), source(last)};
    wanted.count = static_cast<int>(wanted.source.length().value);
    wanted.step = look.device_pixels / scale.samples_per_pixel;
    wanted.first_x =
        (static_cast<double>(first.value) / scale.samples_per_pixel - static_cast<double>(look.tile_left)) *
        look.device_pixels;
    return wanted;
}

void paint_columns(QPainter& painter, const ClipLook& look, const Columns& columns, const Wanted& wanted,
                   QRectF band) {
    const double gain = to_gain(look.clip->gain).value * look.wave_height;
    const double middle = band.center().y();
    const double half = std::max(1.0, band.height() / 2 - 1);
    const auto y_of = [&](float level) { return middle - std::clamp(level * gain, -1.0, 1.0) * half; };
    QVector<QLineF> peaks, loud;
    peaks.reserve(static_cast<qsizetype>(columns.size()));
    loud.reserve(static_cast<qsizetype>(columns.size()));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double x = wanted.first_x + static_cast<double>(i) * wanted.step + 0.5;
        const WaveColumn& one = columns[i];
        peaks.emplace_back(x, y_of(one.max), x, y_of(one.min) + 0.01);
        const float top = std::min(one.max, one.rms);
        const float bottom = std::max(one.min, -one.rms);
        if (top > bottom) loud.emplace_back(x, y_of(top), x, y_of(bottom));
    }
    painter.setPen(QPen(theme::mixed(look.colour, Qt::white, 0.05), 1));
    painter.drawLines(peaks);
    painter.setPen(QPen(theme::mixed(look.colour, Qt::white, 0.45), 1));
    painter.drawLines(loud);
}

void paint_samples(QPainter& painter, const ClipLook& look, const Columns& columns, const Wanted& wanted,
                   QRectF band) {
    const double gain = to_gain(look.clip->gain).value * look.wave_height;
    const double half = std::max(1.0, band.height() / 2 - 1);
    QPolygonF line;
    for (std::size_t i = 0; i < columns.size(); ++i)
        line << QPointF(wanted.first_x + static_cast<double>(i) * wanted.step,
                        band.center().y() - std::clamp(columns[i].max * gain, -1.0, 1.0) * half);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::mixed(look.colour, Qt::white, 0.45), look.device_pixels));
    painter.drawPolyline(line);
    if (wanted.step >= 6) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::mixed(look.colour, Qt::white, 0.6));
        for (const QPointF& point : line)
            painter.drawEllipse(point, 2 * look.device_pixels, 2 * look.device_pixels);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void add(Columns& sum, const Columns& more) {
    for (std::size_t i = 0; i < std::min(sum.size(), more.size()); ++i)
        sum[i] = {std::min(sum[i].min, more[i].min), std::max(sum[i].max, more[i].max),
                  std::max(sum[i].rms, more[i].rms)};
}

} // namespace

Waves paint_wave(QPainter& painter, const ClipLook& look, const QRect& body, OverviewPort& overviews) {
    if (body.height() < 4 || look.channels.empty()) return Waves::drawn;
    const Wanted wanted = wanted_columns(look, body);
    if (wanted.source.empty() || wanted.count <= 0) return Waves::drawn;
    std::vector<Columns> channels;
    for (const int channel : look.channels) {
        if (channel < 0) continue;
        auto columns = overviews.columns(look.clip->media, channel, wanted.source, wanted.count);
        if (!columns) return Waves::awaited;
        if (columns->empty()) return Waves::none;
        const bool one_wave = body.height() < least_channel_height * static_cast<int>(look.channels.size());
        if (one_wave && !channels.empty())
            add(channels.front(), *columns);
        else
            channels.push_back(std::move(*columns));
    }
    painter.save();
    painter.setClipRect(body, Qt::IntersectClip);
    painter.scale(1 / look.device_pixels, 1 / look.device_pixels);
    const double height =
        body.height() * look.device_pixels / static_cast<double>(std::max<std::size_t>(1, channels.size()));
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const QRectF band(0, body.top() * look.device_pixels + static_cast<double>(i) * height, 1, height);
        if (wanted.step > 1)
            paint_samples(painter, look, channels[i], wanted, band);
        else
            paint_columns(painter, look, channels[i], wanted, band);
    }
    painter.restore();
    return Waves::drawn;
}

} // namespace dub::ui::timeline
