#pragma once
// Where the printmaster's sound is and what it is made of: surround scope, goniometer, correlation, spectrum.
// Nothing is measured or painted while it is not seen. [window thread]

#include <QWidget>

#include "ui/ports/ports.h"

namespace dub::ui {

class Goniometer;
class PhaseBars;
class SpectrumView;
class SurroundScope;

class ScopesPanel final : public QWidget {
  public:
    explicit ScopesPanel(MeterPort& meters, QWidget* parent = nullptr);
    void tick();
    void turn_spectrum(); // third octaves or fine lines

  private:
    MeterPort& meters_;
    SurroundScope* surround_;
    Goniometer* goniometer_;
    PhaseBars* phase_;
    SpectrumView* spectrum_;
    std::uint64_t scope_turn_ = 0;
};

} // namespace dub::ui
