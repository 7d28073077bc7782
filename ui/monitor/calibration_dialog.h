#pragma once
// Leads through a calibration: noise in one speaker after the other, what the meter reads typed in. Closed
// before its end, all is as it was. [window thread]

#include <QDialog>

#include "ui/monitor/calibration.h"
#include "ui/monitor/control.h"

class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace dub::ui {

class CalibrationDialog final : public QDialog {
  public:
    CalibrationDialog(MonitorControl& control, QWidget* parent);
    ~CalibrationDialog() override;
    CalibrationDialog(const CalibrationDialog&) = delete;
    CalibrationDialog& operator=(const CalibrationDialog&) = delete;
    void done(int how) override;

  private:
    void next();
    void back();
    void go_on(); // to where the calibration is: noise, words
    [[nodiscard]] QString next_word() const;
    void say(const Result<void>& what);

    MonitorControl& control_;
    Calibration calibration_;
    bool begun_ = false; // the person was told what comes
    bool over_ = false;  // the monitor is as it shall stay
    QLabel *sentence_, *trouble_;
    QDoubleSpinBox* reading_;
    QPushButton *back_, *next_;
};

} // namespace dub::ui
