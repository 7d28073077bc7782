#pragma once
// Whether passes may write what a control of a strip is on: a right click offers "Safe from automation", and
// a small s in the control's corner says that it is. [window thread]

#include <functional>
#include <string>
#include <vector>

#include <QLabel>

#include "ui/ports/ports.h"

namespace dub::ui {

class SafeSign final : public QLabel {
  public:
    // What one control is on: a puck's are several, safe together.
    struct Of {
        session::StripOwner owner;
        std::vector<session::ParameterAddress> addresses; // one or more
    };
    // It is the control's child. `control` keeps its size of things: the sign takes no room.
    SafeSign(QWidget& control, const Ports& ports, Of of);
    void refresh(); // the session may be another
    std::function<void(const std::string&)> say = [](const std::string&) {};

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void offer(QPoint at);
    void set_safe(bool safe);
    void place();

    QWidget& control_;
    Ports ports_;
    Of of_;
    QString tip_; // the control's own
};

// All of a strip's panner.
[[nodiscard]] std::vector<session::ParameterAddress> pan_addresses();

} // namespace dub::ui
