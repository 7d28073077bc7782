#pragma once
// The bar at the top: buttons, the big counter, a second one in a unit of one's choice, speed, frames that
// were dropped, and the health of the sound device. [window thread]

#include <QRgb>
#include <QWidget>

#include "ui/ports/ports.h"
#include "ui/transport/control.h"
#include "ui/transport/counter.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace dub::ui {

class TransportBar final : public QWidget {
  public:
    TransportBar(const Ports& ports, TransportControl& control, QWidget* parent = nullptr);

    void tick(const TransportState& now); // paints only what is another
    void enter_timecode() { main_->begin_entry(); }
    void set_second_unit(Unit unit);
    [[nodiscard]] Unit second_unit() const { return second_->unit(); }
    void add(QWidget* widget); // at the right end, before the device: the nudge value
    void fit();                // what was added wants another width

    std::function<void(const std::string&)> say = [](const std::string&) {};

  protected:
    void resizeEvent(QResizeEvent*) override { fit(); }

  private:
    QToolButton* button(int sign, const QString& name, std::function<void()> run);
    void make_buttons();
    QDoubleSpinBox* roll_length(const char* prefix, const QString& name, double& seconds);
    void make_counters();
    void show_device(const TransportState& now);
    void show_dropped();

    Ports ports_;
    TransportControl& control_;
    QHBoxLayout* layout_;
    QToolButton *play_ = nullptr, *loop_ = nullptr, *rolls_ = nullptr;
    Counter *main_ = nullptr, *second_ = nullptr;
    QComboBox* unit_ = nullptr;
    QDoubleSpinBox *pre_ = nullptr, *post_ = nullptr;
    QLabel *speed_ = nullptr, *dropped_ = nullptr, *device_ = nullptr;
    QRgb device_colour_ = 0;
    int added_ = 0;
};

} // namespace dub::ui
