#pragma once
// What is plugged into the device: its speakers, and which input of the device each comes in on. [window
// thread]

#include <vector>

#include <QWidget>

#include "ui/monitor/control.h"

class QComboBox;
class QFormLayout;

namespace dub::ui {

class InputPage final : public QWidget {
  public:
    InputPage(MonitorControl& control, std::function<void(const Result<void>&)> done, QWidget* parent);
    void refresh();

  private:
    [[nodiscard]] const monitor::ExternalInput& input() const { return control_.now().input; }
    void change(const std::function<void(monitor::ExternalInput&)>& how);
    void make_rows(const Layout& layout);

    MonitorControl& control_;
    std::function<void(const Result<void>&)> done_;
    QFormLayout* form_;
    QComboBox* speakers_;
    Layout layout_;
    std::vector<QComboBox*> rows_;
};

} // namespace dub::ui
