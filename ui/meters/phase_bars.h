#pragma once
// How alike the two sides of each pair of speakers are: a bar from 0 to the right is +1, the same, to the
// left -1, the same upside down, which vanishes in mono. [window thread]

#include <QWidget>

#include "ui/ports/meters.h"

namespace dub::ui {

class PhaseBars final : public QWidget {
  public:
    explicit PhaseBars(QWidget* parent = nullptr);
    // Paints only what looks different.
    void show_reading(const ScopeReading& reading);

  protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;

  private:
    struct Bar {
        QString name;
        int hundredths; // of the correlation
        bool heard;
        friend bool operator==(const Bar&, const Bar&) = default;
    };
    std::vector<Bar> bars_;
};

} // namespace dub::ui
