#include "ui/console/pan_painting.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "ui/text.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr double puck_radius = 4, large_puck_radius = 7, speaker_side = 4, large_speaker_side = 9,
                 channel_radius = 2, large_channel_radius = 4, grip_side = 8, most_energy_radius = 22;
constexpr double silent = 1e-6; // -60 dB: no dot

QColor faint(QRgb colour, int alpha) {
    QColor made(colour);
    made.setAlpha(alpha);
    return made;
}

class Painting {
  public:
    Painting(QPainter& painter, const PanGeometry& geometry, const PanScene& scene)
        : painter_(painter)
        , geometry_(geometry)
        , scene_(scene) {}

    void room() {
        painter_.setPen(QPen(QColor(scene_.focused ? theme::accent : theme::line), 1));
        painter_.setBrush(QColor(theme::well));
        painter_.drawRoundedRect(geometry_.room().adjusted(-4, -4, 4, 4), 4, 4);
        painter_.setPen(QPen(QColor(theme::line), 1, Qt::DotLine));
        painter_.drawLine(at(0, -1), at(0, 1));
        painter_.drawLine(at(-1, 0), at(1, 0));
    }
    // The area of a dot is the power of its speaker.
    void energies() {
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(faint(theme::accent, 90));
        for (int c = 0; c < static_cast<int>(scene_.picture.powers.size()); ++c) {
            const double power = scene_.picture.powers[static_cast<std::size_t>(c)];
            const auto stands = scene_.room.position(scene_.room[c]);
            if (!stands || stands->z > 0 || power < silent) continue;
            const double radius = most_energy_radius * std::sqrt(std::min(1.0, power));
            painter_.drawEllipse(at(stands->x, stands->y), radius, radius);
        }
    }
    void speakers() {
        painter_.setFont(theme::number_font(9));
        const double side = large() ? large_speaker_side : speaker_side;
        for (const Speaker speaker : scene_.room.speakers()) {
            const auto stands = scene_.room.position(speaker);
            if (!stands || stands->z > 0) continue;
            const QPointF place = at(stands->x, stands->y);
            painter_.fillRect(QRectF(place.x() - side / 2, place.y() - side / 2, side, side),
                              QColor(theme::label));
            if (!large()) continue;
            painter_.setPen(QColor(theme::label));
            painter_.drawText(QRectF(place.x() - 16, place.y() + (stands->y > 0 ? 7 : -19), 32, 12),
                              Qt::AlignCenter, text_of(label(speaker)));
        }
    }
    void trail() {
        const auto& steps = scene_.trail.steps();
        for (std::size_t s = 1; s < steps.size(); ++s) {
            const double age = static_cast<double>(s) / static_cast<double>(steps.size());
            painter_.setPen(QPen(faint(theme::text, 30 + static_cast<int>(140 * age)), 1.5));
            painter_.drawLine(at(steps[s - 1].place.x(), steps[s - 1].place.y()),
                              at(steps[s].place.x(), steps[s].place.y()));
        }
    }
    void lane_ghost() {
        if (!scene_.lane) return;
        painter_.setPen(QPen(QColor(theme::good), 1.5, Qt::DashLine));
        painter_.setBrush(Qt::NoBrush);
        for (const QPointF& puck : pucks(*scene_.lane))
            painter_.drawEllipse(puck, radius(), radius());
    }
    // Every channel of a field where it stands, in the order round the room.
    void field() {
        std::vector<std::pair<QPointF, Speaker>> channels;
        for (int c = 0; c < static_cast<int>(scene_.picture.places.size()); ++c)
            if (const auto& place = scene_.picture.places[static_cast<std::size_t>(c)];
                place && place->z <= 0)
                channels.emplace_back(at(std::clamp(place->x, -1.0, 1.0), std::clamp(place->y, -1.0, 1.0)),
                                      scene_.source[c]);
        QPointF middle;
        for (const auto& [place, speaker] : channels)
            middle += place / static_cast<double>(channels.size());
        std::ranges::sort(channels, {}, [&](const auto& channel) {
            const QPointF from = channel.first - middle;
            return std::atan2(from.x(), -from.y());
        });
        QPolygonF outline;
        for (const auto& [place, speaker] : channels)
            outline.push_back(place);
        painter_.setPen(QPen(QColor(theme::accent), 1));
        painter_.setBrush(faint(theme::accent, 26));
        painter_.drawPolygon(outline);
        painter_.setBrush(QColor(theme::input));
        for (const auto& [place, speaker] : channels) {
            const double small = large() ? large_channel_radius : channel_radius;
            painter_.setPen(Qt::NoPen);
            painter_.drawEllipse(place, small, small);
            if (!large()) continue;
            painter_.setPen(QColor(theme::input));
            const QPointF inside = place + (geometry_.room().center() - place) * 0.16;
            painter_.drawText(QRectF(inside.x() - 16, inside.y() - 7, 32, 14), Qt::AlignCenter,
                              text_of(label(speaker)));
        }
    }
    void puck() {
        const auto places = pucks(scene_.place);
        painter_.setPen(QPen(QColor(theme::accent), 1));
        if (places.size() == 2) painter_.drawLine(places[0], places[1]);
        painter_.setBrush(QColor(scene_.held ? theme::text : theme::accent));
        for (const QPointF& place : places)
            painter_.drawEllipse(place, radius(), radius());
    }
    void grips() {
        if (!large()) return;
        painter_.setPen(QPen(QColor(theme::text), 1.2));
        painter_.setBrush(QColor(theme::raised));
        if (scene_.kind == PanKind::pair) square(geometry_.grip_place(PanGrip::width, scene_.place));
        if (scene_.kind != PanKind::field) return;
        square(geometry_.grip_place(PanGrip::scale, scene_.place));
        painter_.drawEllipse(geometry_.grip_place(PanGrip::rotate, scene_.place), grip_side / 2 + 1,
                             grip_side / 2 + 1);
    }

  private:
    [[nodiscard]] bool large() const { return geometry_.is_large(); }
    [[nodiscard]] double radius() const { return large() ? large_puck_radius : puck_radius; }
    [[nodiscard]] QPointF at(double x, double y) const { return geometry_.point_of(x, y); }
    void square(QPointF middle) {
        painter_.drawRect(
            QRectF(middle.x() - grip_side / 2, middle.y() - grip_side / 2, grip_side, grip_side));
    }
    [[nodiscard]] std::vector<QPointF> pucks(const PanPlace& place) const {
        if (scene_.kind != PanKind::pair) return {at(place.x, place.y)};
        return {at(std::clamp(place.x - place.width, -1.0, 1.0), place.y),
                at(std::clamp(place.x + place.width, -1.0, 1.0), place.y)};
    }

    QPainter& painter_;
    const PanGeometry& geometry_;
    const PanScene& scene_;
};

} // namespace

void paint_pan(QPainter& painter, const PanGeometry& geometry, const PanScene& scene) {
    painter.setRenderHint(QPainter::Antialiasing);
    Painting painting(painter, geometry, scene);
    painting.room();
    if (geometry.is_large()) painting.energies();
    painting.speakers();
    painting.trail();
    if (scene.kind == PanKind::field) painting.field();
    painting.lane_ghost();
    painting.puck();
    painting.grips();
}

} // namespace dub::ui
