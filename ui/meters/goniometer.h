#pragma once
// The figure that L and R draw: up is what both play, to the sides what one plays alone, flat what cancels in
// mono. Quiet sound is enlarged, so that its shape is seen. [window thread]

#include <QWidget>

#include "ui/ports/meters.h"

namespace dub::ui {

class Goniometer final : public QWidget {
  public:
    explicit Goniometer(QWidget* parent = nullptr);
    void show_reading(const ScopeReading& reading);

  protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {140, 140}; }

  private:
    std::vector<ScopeReading::Point> points_;
};

} // namespace dub::ui
