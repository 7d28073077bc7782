#pragma once
// The speakers that are heard, where they stand in the room: a click solos one, Alt and a click mutes it
// (from the keyboard Space or S, and M). [window thread]

#include <vector>

#include <QWidget>

#include "ui/monitor/control.h"

namespace dub::ui {

class LitButton;

class SpeakerGrid final : public QWidget {
  public:
    SpeakerGrid(MonitorControl& control, QWidget* parent);
    void refresh();

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void make_buttons(const Layout& layout);

    MonitorControl& control_;
    Layout layout_;
    QWidget* room_ = nullptr;
    std::vector<LitButton*> buttons_; // by channel
};

} // namespace dub::ui
