#include "ui/timeline/painting/paint_automation.h"

#include <algorithm>

#include <QPolygonF>

#include "engine/session/lookup.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/automation_pointer.h"

namespace dub::ui::timeline {
namespace {

constexpr int half_point = 3, beyond = 8; // px

// The rows hold the tracks of the session itself; the line is that of what is seen.
class Painting {
  public:
    Painting(const Scene& scene, const Row& row, const session::Control& control,
             const session::Parameter& parameter)
        : scene_(scene)
        , row_(row)
        , control_(control)
        , parameter_(parameter) {}

    [[nodiscard]] QPointF at(const session::LanePoint& point) const {
        const auto x = std::clamp<std::int64_t>(scene_.view.scale.x_of(point.at), -100'000, 100'000);
        return {static_cast<double>(x), automation_y(scene_, row_, height_of(parameter_, point.value))};
    }
    void paint(QPainter& painter, const QRect& area) const {
        const LanePoints points = points_of(scene_.seen(), control_);
        const Scale& scale = scene_.view.scale;
        const SamplePos left = scale.at_x(area.left() - beyond), right = scale.at_x(area.right() + beyond);
        QPolygonF line;
        const auto value = [&](SamplePos place) { return session::value_at(scene_.seen(), control_, place); };
        line << at({left, value(left)});
        for (const session::LanePoint& point : points) {
            if (point.at < left || point.at > right) continue;
            if (parameter_.taper == session::Taper::stepped) line << QPointF(at(point).x(), line.back().y());
            line << at(point);
        }
        line << at({right, value(right)});
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(QColor(theme::good), 1.5, points.empty() ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
        painter.setRenderHint(QPainter::Antialiasing, false);
        for (const session::LanePoint& point : points) {
            if (point.at < left || point.at > right) continue;
            const QPoint place = at(point).toPoint();
            painter.fillRect(
                QRect(place.x() - half_point, place.y() - half_point, 2 * half_point, 2 * half_point),
                QColor(theme::good));
        }
    }

  private:
    const Scene& scene_;
    const Row& row_;
    const session::Control& control_;
    const session::Parameter& parameter_;
};

} // namespace

void paint_automation(QPainter& painter, const Scene& scene, const QRect& area) {
    if (scene.view.lane.empty()) return;
    for (const Row& row :
         scene.rows.between(area.top() + scene.view.top, area.bottom() + 1 + scene.view.top)) {
        if (row.playlist >= 0) continue;
        const auto control = shown_control(scene.session, scene.view, *scene.session.tracks[row.track]);
        if (!control) continue;
        const session::Parameter* const parameter = session::declared(scene.seen(), *control);
        if (parameter == nullptr) continue;
        const QRect place(area.left(), row.top - scene.view.top, area.width(), row.height - 1);
        painter.fillRect(place, QColor(17, 19, 21, 110)); // the well: the line stands before the clips
        Painting(scene, row, *control, *parameter).paint(painter, area);
    }
}

} // namespace dub::ui::timeline
