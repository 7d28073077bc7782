#pragma once
// The picture that belongs to what is heard, letterboxed, with a burn-in if one wants it. Docked, or a window
// of its own. [window thread]

#include <QWidget>

#include "ui/ports/ports.h"
#include "ui/transport/position_text.h"

namespace dub::ui {

enum class BurnIn : unsigned char { off, timecode, feet_frames, both };

// The largest rectangle of that aspect in the middle of `room`. Pure.
[[nodiscard]] QRect letterboxed(QSize picture, QRect room);

class PictureView final : public QWidget {
  public:
    PictureView(const Ports& ports, QWidget* parent = nullptr);

    // Asks for the picture, decoded for so many pixels; paints when it is another.
    void tick(const TransportState& now, QSize pixels);
    void set_burn_in(BurnIn what);
    [[nodiscard]] BurnIn burn_in() const { return burn_in_; }
    std::function<void()> double_clicked = [] {};

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return {480, 270}; }

  private:
    [[nodiscard]] QString burnt_in(SamplePos at) const;
    void paint_burn_in(QPainter& painter) const;

    Ports ports_;
    BurnIn burn_in_ = BurnIn::timecode;
    std::shared_ptr<const Picture> picture_;
    QString text_, trouble_;
};

} // namespace dub::ui
