#pragma once
// A button that is lit or not: filled with its colour, dark text on it. A mark at its end says in letters
// what the colour says. [window thread]

#include <QToolButton>

namespace dub::ui {

class LitButton final : public QToolButton {
  public:
    // `colour`: one of the theme's. `name`: for the tool tip and screen readers.
    LitButton(const QString& text, const QString& name, QRgb colour, QWidget* parent);

    struct Light {
        bool on = false;
        QRgb colour = 0;
        QString mark;       // "S"; empty: none
        bool faint = false; // it is there and not heard
        friend bool operator==(const Light&, const Light&) = default;
    };
    void show_light(const Light& light);
    void light(bool on) { show_light({on, colour_, {}, false}); }
    // Of the click or key that is being told of.
    [[nodiscard]] Qt::KeyboardModifiers modifiers() const { return modifiers_; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override; // lets go of what was pressed
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    void nextCheckState() override {} // what is lit is what the monitor says

  private:
    QRgb colour_;
    Light light_;
    Qt::KeyboardModifiers modifiers_;
};

} // namespace dub::ui
