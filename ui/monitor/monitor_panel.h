#pragma once
// The monitor section: what is listened to, how loud, on which speakers. About 340 px wide and at most 330
// high. [window thread]

#include <QPointer>
#include <QWidget>

#include "ui/monitor/control.h"

class QComboBox;
class QDialog;
class QDoubleSpinBox;
class QPushButton;

namespace dub::ui {

class LitButton;
class MonitorSettingsDialog;
class SpeakerGrid;

class MonitorPanel final : public QWidget {
  public:
    explicit MonitorPanel(MonitorPort& port, QWidget* parent = nullptr); // which must outlive it
    ~MonitorPanel() override;
    MonitorPanel(const MonitorPanel&) = delete;
    MonitorPanel& operator=(const MonitorPanel&) = delete;

    // After the session or the device is another: shows what the port says now.
    void refresh();
    [[nodiscard]] Commands commands();

    std::function<void(const std::string&)> say = [](const std::string&) {};
    std::function<void()> changed = [] {}; // settings to keep (kept.h); not while noise is calibrated by
    // What is heard in the place of the session, said as long as it is; empty: the session is.
    void show_in_place(const std::string& what);
    std::function<void()> leave = [] {}; // back to the session

  private:
    LitButton* button(const char* text, const char* name, QRgb colour, std::function<void()> run);
    QWidget* make_badge();
    QLayout* source_row();
    QLayout* level_row();
    QLayout* switch_row();
    QLayout* listen_row();
    QLayout* solo_row();
    QLayout* headphones_row();
    void show_sources();
    void show_settings();
    void set_up_room();
    void calibrate();

    MonitorControl control_;
    std::vector<MonitorSource> sources_;
    QComboBox* source_ = nullptr;
    QPushButton* in_place_ = nullptr;
    LitButton* print_ = nullptr;
    QDoubleSpinBox *level_ = nullptr, *headphones_level_ = nullptr, *pfl_trim_ = nullptr;
    std::vector<LitButton*> presets_, listens_, solos_, speakers_;
    LitButton *dim_ = nullptr, *mute_ = nullptr, *mono_ = nullptr, *headphones_ = nullptr;
    SpeakerGrid* grid_ = nullptr;
    QPointer<MonitorSettingsDialog> settings_;
    QPointer<QDialog> calibration_;
};

} // namespace dub::ui
