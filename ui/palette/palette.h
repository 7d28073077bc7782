#pragma once
// All commands in one list that narrows while one types: words in any order, with their keys beside them.
// [window thread]

#include <QDialog>

#include "ui/commands.h"
#include "ui/keymap/keymap.h"

class QLineEdit;
class QListWidget;

namespace dub::ui {

// How well `name` answers to what was typed: every word must be in it, the beginning of a word is better.
// 0: not at all. Pure.
[[nodiscard]] int match(const std::string& name, const std::string& typed);

class Palette final : public QDialog {
  public:
    Palette(const Commands& commands, const Keymap& keymap, QWidget* parent);

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    void list();
    void run();

    Commands commands_;
    Keymap keymap_;
    QLineEdit* typed_;
    QListWidget* found_;
};

} // namespace dub::ui
