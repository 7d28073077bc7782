#pragma once
// A parameter as a person turns it: name, slider and number, or a choice, or a switch. [window thread]

#include <functional>

#include <QWidget>

#include "engine/session/parameter.h"

class QComboBox;
class QLabel;
class QSlider;

namespace dub::ui {

class ParameterRow final : public QWidget {
  public:
    // The declaration must outlive it.
    ParameterRow(const session::Parameter& parameter, const QString& of, QWidget* parent);
    [[nodiscard]] const session::Parameter& parameter() const { return parameter_; }
    // What it is now; a hand on it is not disturbed.
    void set_value(double value);

    std::function<void(double)> moved = [](double) {};   // while a hand is on it
    std::function<void(double)> settled = [](double) {}; // let go, or chosen

  private:
    void make_slider(const QString& name);
    void make_choice(const QString& name);
    void say(double value);

    const session::Parameter& parameter_;
    QSlider* slider_ = nullptr;
    QComboBox* choice_ = nullptr;
    QLabel* text_ = nullptr;
};

} // namespace dub::ui
