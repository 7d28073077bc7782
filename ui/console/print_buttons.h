#pragma once
// Of a stem's strip: PEC or DIRECT, and whether it is armed for printing. [window thread]

#include <QWidget>

#include "ui/ports/ports.h"

namespace dub::ui {

class LitButton;

class PrintButtons final : public QWidget {
  public:
    PrintButtons(const Ports& ports, BusId stem, const QString& name, QWidget* parent);
    void follow(); // what the ports say now

    std::function<void(const std::string&)> say = [](const std::string&) {};

  private:
    void turn();
    void arm();

    Ports ports_;
    BusId stem_;
    LitButton *paddle_, *armed_;
};

} // namespace dub::ui
