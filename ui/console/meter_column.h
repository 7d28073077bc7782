#pragma once
// The channels of one strip as bars beside its fader, and at their right, from the top down, by how much its
// inserts lower the sound: the whole height is 20 dB. [window thread]

#include <QWidget>

#include "ui/meters/meter_group.h"
#include "ui/theme/tokens.h"

namespace dub::ui {

class MeterColumn final : public QWidget {
  public:
    MeterColumn(const session::StripOwner& owner, const std::string& name, const Layout& layout,
                QWidget* parent)
        : QWidget(parent)
        , group_(owner, name, layout, look(layout)) {
        setAccessibleName(QString::fromStdString("Meter of " + name));
        setAttribute(Qt::WA_OpaquePaintEvent);
        setFixedWidth(group_.width() + 2 + reduction_width + 1);
    }
    void step(const MeterReading& reading, double seconds) {
        const bool moved = group_.step(reading, BarKind::sample_peak, seconds);
        const int before = reduction_pixels();
        reduction_db_ = std::max(reading.reduction_db, reduction_db_ - reduction_back_db_per_s * seconds);
        if (reduction_db_ < 0) reduction_db_ = 0;
        if (moved || before != reduction_pixels()) update();
        tell(reading.reduction_db);
    }
    [[nodiscard]] double reduction_db() const { return reduction_db_; }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), palette().color(QPalette::Window));
        group_.paint(painter);
        painter.fillRect(width() - reduction_width, group_.bars().top(), reduction_width, reduction_pixels(),
                         QColor(theme::mute));
    }
    void resizeEvent(QResizeEvent*) override {
        group_.place(QRect(1, 0, group_.width(), height() + MeterGroup::label_height));
    }

  private:
    static MeterGroup::Look look(const Layout& layout) {
        return layout.channels() > 2 ? MeterGroup::Look{.bar = 2, .gap = 1, .names = false}
                                     : MeterGroup::Look{.bar = 6, .gap = 2, .names = false};
    }
    static constexpr int reduction_width = 3;
    static constexpr double reduction_back_db_per_s = 12, reduction_whole_db = 20;
    [[nodiscard]] int reduction_pixels() const {
        return static_cast<int>(std::min(1.0, reduction_db_ / reduction_whole_db) * group_.bars().height());
    }
    void tell(double reduction_db) { // words change when it begins and ends
        const bool lowered = reduction_db > 0.05;
        if (lowered == lowered_) return;
        lowered_ = lowered;
        setAccessibleDescription(lowered ? QStringLiteral("inserts lower the sound") : QString());
    }
    MeterGroup group_;
    double reduction_db_ = 0; // as it is painted: falls back slowly
    bool lowered_ = false;
};

} // namespace dub::ui
