#pragma once
// What is written of hands, for all strips: suspended or not, which controls, how a glide goes back, into the
// mix or the version that is heard; preview, snapshots, and what stands written over a stretch. Two rows.
// [window thread]

#include <QWidget>

#include "ui/ports/ports.h"

class QDoubleSpinBox;
class QToolButton;

namespace dub::ui {

class HandsChoice;
class LitButton;
class VersionChoice;

class AutomationBar final : public QWidget {
  public:
    AutomationBar(const Ports& ports, QWidget* parent); // that has an automation port
    void tick();                                        // commands and keys change it, too

    std::function<void(const std::string&)> say = [](const std::string&) {};
    // The range that a snapshot is punched over.
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
    VersionChoice* heard_;
    HandsChoice* hands_;
};

} // namespace dub::ui
