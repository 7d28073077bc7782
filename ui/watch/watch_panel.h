#pragma once
// Notes of a watch-down: a line to write one at the place that is heard, the list, a click goes there.
// [window thread]

#include <functional>
#include <optional>

#include <QLineEdit>
#include <QPointer>
#include <QWidget>

#include "ui/ports/ports.h"

class QListWidget;
class QPushButton;

namespace dub::ui {

// While somebody writes, no key is a command of the window.
class NoteLine final : public QLineEdit {
  public:
    using QLineEdit::QLineEdit;
    std::function<void()> ended = [] {}; // Return, or Escape: the text is empty then

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

class WatchPanel final : public QWidget {
  public:
    explicit WatchPanel(const Ports& ports, QWidget* parent = nullptr); // with a watch port
    void refresh();
    void write_note(); // at the place heard now

    std::function<void(const std::string&)> say = [](const std::string&) {};
    std::function<void(SamplePos)> go_to = [](SamplePos) {};
    std::function<void(const std::filesystem::path&)> open_file = [](const std::filesystem::path&) {};

  private:
    void mark_place();
    void end_note();
    void remove_note();

    Ports ports_;
    QLabel* state_;
    NoteLine* line_;
    QListWidget* list_;
    QPushButton *leave_, *remove_, *open_;
    std::optional<SamplePos> place_; // of the note that is being written
    QPointer<QWidget> before_;       // had the keyboard
};

} // namespace dub::ui
