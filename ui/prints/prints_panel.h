#pragma once
// The prints of the session and where they are out of date; armed stems are printed from here. A click on a
// print goes to its first stale place. [window thread]

#include <functional>

#include <QWidget>

#include "ui/ports/document.h"
#include "ui/ports/prints.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace dub::ui {

class PrintsPanel final : public QWidget {
  public:
    PrintsPanel(PrintPort& prints, DocumentPort& document, QWidget* parent = nullptr);
    void tick(); // looks whether anything has changed

    std::function<void(SamplePos)> go_to = [](SamplePos) {};
    std::function<void()> print_all = [] {}, print_selection = [] {};

  private:
    void list();

    PrintPort& prints_;
    DocumentPort& document_;
    QTreeWidget* list_;
    QLabel* state_;
    QPushButton *all_, *selection_;
    QPushButton *again_, *give_up_; // of takes that were not laid
    std::optional<std::uint64_t> shown_;
};

// "out of date from 01:02:00:00 to 01:02:10:05, and 2 more"; "up to date".
[[nodiscard]] std::string words_for(const session::Session& session, const PrintRow& row);

} // namespace dub::ui
