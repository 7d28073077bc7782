#include "ui/meters/meter_bridge.h"

#include <array>

#include <QHelpEvent>
#include <QToolTip>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int scale_width = 28, bridge_pad = 8;
// From roomy to narrow.
struct Fit {
    MeterGroup::Look main, stem;
    int between;
    [[nodiscard]] const MeterGroup::Look& look(std::size_t group) const { return group == 0 ? main : stem; }
};
constexpr std::array fits{Fit{{11, 4, true}, {2, 1, false}, 9}, Fit{{11, 4, true}, {2, 1, false}, 4},
                          Fit{{6, 2, false}, {2, 1, false}, 4}, Fit{{4, 1, false}, {2, 0, false}, 3},
                          Fit{{3, 0, false}, {1, 0, false}, 3}};
constexpr double marks_db[] = {0, -3, -6, -10, -15, -20, -30, -40, -60};

} // namespace

MeterBridge::MeterBridge(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports) {
    setAccessibleName(QStringLiteral("Meters of the printmaster and the stems"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumHeight(120);
    show(ports_.document.now());
}

void MeterBridge::show(const session::Session& now) {
    if (now.routing == routing_) return;
    routing_ = now.routing;
    make_groups();
    arrange();
    updateGeometry();
    update();
}

void MeterBridge::make_groups() {
    groups_.clear();
    for (const auto kind : {session::BusKind::printmaster, session::BusKind::stem})
        for (const auto& bus : routing_->buses)
            if (bus->kind == kind)
                groups_.emplace_back(session::StripOwner{{}, bus->id}, bus->name, bus->layout,
                                     fits.front().look(groups_.size()));
}

int MeterBridge::width_of(std::size_t fit) const {
    int width = bridge_pad + scale_width;
    for (std::size_t g = 0; g < groups_.size(); ++g)
        width += MeterGroup::width(groups_[g].layout(), fits[fit].look(g)) + fits[fit].between;
    return width;
}

void MeterBridge::arrange() {
    std::size_t fit = 0;
    while (fit + 1 < fits.size() && width_of(fit) > width())
        ++fit;
    int x = bridge_pad + scale_width;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        MeterGroup& group = groups_[g];
        group.set_look(fits[fit].look(g));
        group.place(QRect(x, bridge_pad, group.width(), height() - 2 * bridge_pad));
        x += group.width() + fits[fit].between;
    }
}

QSize MeterBridge::sizeHint() const { return {width_of(0), 200}; }
QSize MeterBridge::minimumSizeHint() const { return {width_of(fits.size() - 1), 120}; }

void MeterBridge::set_bars(BarKind kind) {
    kind_ = kind;
    update();
}

void MeterBridge::tick(double seconds) {
    for (MeterGroup& group : groups_)
        if (group.step(ports_.meters.strip(group.owner()), kind_, seconds))
            update(group.place().adjusted(-2, 0, 2, 0));
}

void MeterBridge::paint_scale(QPainter& painter, QRect area) const {
    painter.setFont(theme::number_font(10));
    int free_from = 0; // below the last number: low meters have room for few
    for (const double db : marks_db) {
        const int y = area.bottom() + 1 - static_cast<int>(scale_of(db) * area.height() + 0.5);
        if (y - 5 < free_from) continue;
        free_from = y + 5;
        painter.setPen(QColor(db == -20 ? theme::text : theme::hint));
        painter.drawText(QRect(0, y - 7, scale_width, 14), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(db));
        painter.setPen(QColor(db == -20 ? theme::outline : theme::line));
        painter.drawLine(bridge_pad + scale_width, y, area.right(), y);
    }
    painter.setPen(QColor(theme::label));
    painter.drawText(QRect(0, area.bottom() + 2, scale_width, MeterGroup::label_height), Qt::AlignCenter,
                     kind_ == BarKind::quasi_peak ? QStringLiteral("PPM") : QStringLiteral("PK"));
}

void MeterBridge::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.fillRect(event->rect(), QColor(theme::well));
    if (groups_.empty()) return;
    QRect scale = groups_.front().bars();
    scale.setRight(groups_.back().bars().right());
    paint_scale(painter, scale);
    for (const MeterGroup& group : groups_)
        if (group.place().adjusted(-2, 0, 2, 0).intersects(event->rect())) group.paint(painter);
}

void MeterBridge::mousePressEvent(QMouseEvent*) {
    ports_.meters.clear_overloads();
    make_groups();
    arrange();
    update();
}

void MeterBridge::resizeEvent(QResizeEvent*) { arrange(); }

bool MeterBridge::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    for (const MeterGroup& group : groups_)
        if (group.place().contains(help->pos())) {
            QToolTip::showText(help->globalPos(), group.words(), this, group.place());
            return true;
        }
    QToolTip::hideText();
    return true;
}

} // namespace dub::ui
