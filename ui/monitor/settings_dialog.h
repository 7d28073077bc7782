#pragma once
// How the room is set up: both sets of speakers, headphones, dim, what is plugged in. Everything is heard at
// once. [window thread]

#include <QDialog>

#include "ui/monitor/control.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace dub::ui {

class InputPage;
class SpeakerPage;

class MonitorSettingsDialog final : public QDialog {
  public:
    MonitorSettingsDialog(MonitorControl& control, QWidget* parent);
    void refresh();

  private:
    QWidget* listening_page();
    void say(const Result<void>& what);

    MonitorControl& control_;
    std::array<SpeakerPage*, 2> pages_{};
    InputPage* input_ = nullptr;
    QDoubleSpinBox *dim_ = nullptr, *surrounds_ = nullptr;
    std::array<QComboBox*, 2> headphones_{};
    QLabel* trouble_;
};

} // namespace dub::ui
