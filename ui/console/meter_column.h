#pragma once
// The channels of one strip as bars beside its fader. [window thread]

#include <QWidget>

#include "ui/meters/meter_group.h"

namespace dub::ui {

class MeterColumn final : public QWidget {
  public:
    MeterColumn(const session::StripOwner& owner, const std::string& name, const Layout& layout,
                QWidget* parent)
        : QWidget(parent)
        , group_(owner, name, layout, look(layout)) {
        setAccessibleName(QString::fromStdString("Meter of " + name));
        setAttribute(Qt::WA_OpaquePaintEvent);
        setFixedWidth(group_.width() + 2);
    }
    void step(const MeterReading& reading, double seconds) {
        if (group_.step(reading, BarKind::sample_peak, seconds)) update();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), palette().color(QPalette::Window));
        group_.paint(painter);
    }
    void resizeEvent(QResizeEvent*) override {
        group_.place(QRect(1, 0, group_.width(), height() + MeterGroup::label_height));
    }

  private:
    static MeterGroup::Look look(const Layout& layout) {
        return layout.channels() > 2 ? MeterGroup::Look{.bar = 2, .gap = 1, .names = false}
                                     : MeterGroup::Look{.bar = 6, .gap = 2, .names = false};
    }
    MeterGroup group_;
};

} // namespace dub::ui
