#pragma once
// Tool, edit mode, nudge value, automatic fades and whether automation follows edits, to see and to choose.
// [window thread]

#include <QWidget>

class QComboBox;
class QToolButton;

namespace dub::ui {
class Timeline;
}

namespace dub::ui::timeline {

class EditBar final : public QWidget {
  public:
    EditBar(Timeline& timeline, QWidget* parent);
    void tick(); // keys choose, too: shows what is another now

  private:
    Timeline& timeline_;
    QComboBox *tool_, *mode_, *nudge_;
    QToolButton *fades_, *automation_;
};

} // namespace dub::ui::timeline
