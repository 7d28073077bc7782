#pragma once
// What is written of hands, for all strips: suspended or not, which controls, how a glide goes back; preview,
// snapshots, and what stands written over a stretch. Two rows. [window thread]

#include <QWidget>

#include "ui/ports/automation.h"

class QDoubleSpinBox;
class QToolButton;

namespace dub::ui {

class LitButton;

class AutomationBar final : public QWidget {
  public:
    // `selection`: the range that a snapshot is punched over.
    AutomationBar(AutomationPort& port, QWidget* parent);
    void tick(); // commands and keys change it, too

    std::function<std::optional<SampleRange>()> selection = [] { return std::nullopt; };

  private:
    struct Toggle {
        LitButton* button;
        std::function<bool()> on;
    };
    LitButton* toggle(QLayout& row, const QString& text, const QString& name, QRgb colour,
                      std::function<bool()> on, std::function<void(bool)> set);
    QToolButton* button(QLayout& row, const QString& text, const QString& name, std::function<void()> run);
    void setting(QLayout& row, const QString& text, const QString& name, bool session::PassSettings::*member,
                 QRgb colour);
    void make_settings(QLayout& row);
    void make_writing(QLayout& row);

    AutomationPort& port_;
    std::vector<Toggle> toggles_;
    QDoubleSpinBox* match_ = nullptr;
    QToolButton* punch_ = nullptr;
};

} // namespace dub::ui
