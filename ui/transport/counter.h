#pragma once
// A counter in digits of one width that one can type into: click it, or begin_entry(). Enter goes there,
// Escape leaves it as it was. [window thread]

#include <functional>

#include <QLineEdit>
#include <QPointer>

#include "ui/transport/position_text.h"

namespace dub::ui {

class Counter final : public QLineEdit {
  public:
    Counter(const QString& name, int pixels, QWidget* parent = nullptr);

    std::function<void(const std::string&, Unit)> entered; // what was typed
    void set_unit(Unit unit);
    [[nodiscard]] Unit unit() const { return unit_; }
    void show_position(SamplePos at, const session::Session& session);
    void begin_entry();
    void end_entry();

  protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;

  private:
    Unit unit_ = Unit::timecode;
    QPointer<QWidget> before_; // had the keyboard
};

} // namespace dub::ui
