#pragma once
// How a strip takes part in automation, as a letter in its colour: O off, R read, T touch, L latch, W write;
// with a dashed outline and a "t" beside it when passes write trims; struck through when automation is
// suspended; blinking once a second in cyan while a preview holds the strip. A click opens the modes; Alt and
// a click those of all strips. [window thread]

#include <functional>

#include <QToolButton>

#include "engine/session/automation.h"
#include "ui/ports/automation.h"

namespace dub::ui {

[[nodiscard]] QString mode_name(session::AutomationMode mode);

class ModeButton final : public QToolButton {
  public:
    ModeButton(const QString& strip, QWidget* parent);
    struct Shown {
        session::AutomationMode mode = session::AutomationMode::read;
        bool trim = false, safe = false, suspended = false;
        HandsOn hands = HandsOn::nothing;
        bool bright = true; // of what blinks
        friend bool operator==(const Shown&, const Shown&) = default;
    };
    void show_as(const Shown& shown);

    enum class Meant : unsigned char { strip, all };
    std::function<void(session::AutomationMode, Meant)> choose = [](session::AutomationMode, Meant) {};
    std::function<void(bool, Meant)> trim = [](bool, Meant) {};
    std::function<void(bool, Meant)> safe = [](bool, Meant) {};

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;

  private:
    void open(Meant meant);

    QString strip_;
    Shown shown_;
    Qt::KeyboardModifiers keys_;
};

} // namespace dub::ui
