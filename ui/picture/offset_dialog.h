#pragma once
// How much later the screen shows a picture than it is given one: in milliseconds or quarter frames, which
// move each other. [window thread]

#include <functional>

#include <QDialog>

class QDoubleSpinBox;

namespace dub::ui {

class OffsetDialog final : public QDialog {
  public:
    // `changed` hears of every step, so that one sees what one does.
    OffsetDialog(double milliseconds, double frames_per_second, std::function<void(double)> changed,
                 QWidget* parent);

  private:
    QDoubleSpinBox *milliseconds_, *quarters_;
};

} // namespace dub::ui
