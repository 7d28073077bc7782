#pragma once
// The panner of one strip, large: the room with its puck, and every number of it to type. Stays open beside
// the work. [window thread]

#include <QDialog>

#include "ui/console/strip_facts.h"
#include "ui/ports/ports.h"

class QDoubleSpinBox;

namespace dub::ui {

class PanStage;
class SafeSign;

class PannerDialog final : public QDialog {
  public:
    PannerDialog(const Ports& ports, const session::StripOwner& owner, QWidget* parent);
    std::function<void(const std::string&)> say = [](const std::string&) {};

  private:
    struct Number {
        const session::Parameter* parameter;
        QDoubleSpinBox* box;
        SafeSign* safe;
    };
    [[nodiscard]] const StripFacts* facts(); // nullptr: the strip is gone
    void look();                             // what the session says now, lanes at the heard place
    void write(const session::Parameter& parameter, double value);

    Ports ports_;
    session::StripOwner owner_;
    std::optional<StripFacts> facts_;
    PanStage* stage_;
    std::vector<Number> numbers_;
};

} // namespace dub::ui
