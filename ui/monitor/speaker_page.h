#pragma once
// One set of speakers: which there are, where each is connected, its trim, delay and polarity; reference,
// bass management and the LFE's gain. [window thread]

#include <vector>

#include <QWidget>

#include "ui/monitor/control.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QVBoxLayout;

namespace dub::ui {

// Fills `box` with the outputs of the device, "not connected" first; the data are channels. `now` is
// chosen, and there even when the device does not go so far.
void show_outputs(QComboBox* box, int device_channels, int now);

class SpeakerPage final : public QWidget {
  public:
    SpeakerPage(MonitorControl& control, std::size_t set, std::function<void(const Result<void>&)> done,
                QWidget* parent);
    void refresh();

  private:
    struct Row {
        QComboBox* output;
        QDoubleSpinBox *trim, *delay;
        QCheckBox* inverted;
    };
    [[nodiscard]] const monitor::SpeakerSet& set() const { return control_.now().sets[which_]; }
    void change(const std::function<void(monitor::SpeakerSet&)>& how);
    void make_set_form();
    void make_room_form();
    void make_rows(const Layout& layout);
    Row make_row(std::size_t speaker, const QString& name);

    MonitorControl& control_;
    std::size_t which_;
    std::function<void(const Result<void>&)> done_;
    QVBoxLayout* page_;
    QLineEdit* name_ = nullptr;
    QComboBox* speakers_ = nullptr;
    QWidget* table_ = nullptr;
    Layout layout_;
    std::vector<Row> rows_;
    QDoubleSpinBox *reference_ = nullptr, *crossover_ = nullptr, *lfe_ = nullptr;
    QCheckBox* bass_ = nullptr;
};

} // namespace dub::ui
