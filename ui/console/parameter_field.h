#pragma once
// One parameter as a field to look at and to ride, made from its declaration: a slide and a box for numbers
// with their unit, a check for a toggle, a list for a choice. What is typed or clicked is a gesture of one
// move. [window thread]

#include <functional>

#include <QWidget>

#include "engine/session/parameter.h"

namespace dub::ui {

class ParameterField final : public QWidget {
  public:
    // `name`: for screen readers, with what it is of: "filter: Low cut".
    ParameterField(const session::Parameter& declared, const QString& name, QWidget* parent);
    // Nothing is told of it; a field that is being typed into waits.
    void show_value(double value);
    [[nodiscard]] const session::Parameter& declared() const { return declared_; }

    std::function<void()> touched = [] {}; // a hand is on it
    std::function<void(double)> moved = [](double) {};
    std::function<void()> let_go = [] {};

  private:
    void set(double value) {
        moved(value);
        let_go();
    }
    void add_number(const QString& name);
    const session::Parameter& declared_;
    std::function<void(double)> show_ = [](double) {};
};

} // namespace dub::ui
