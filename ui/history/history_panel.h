#pragma once
// Everything that was done, oldest first; a click goes there. [window thread]

#include <QListWidget>

#include "ui/ports/document.h"

namespace dub::ui {

class HistoryPanel final : public QListWidget, public View {
  public:
    HistoryPanel(DocumentPort& document, QWidget* parent = nullptr);
    void show(const session::Session& now) override;
    using QListWidget::show;

    std::function<void(const std::string&)> say = [](const std::string&) {};

  private:
    DocumentPort& document_;
    bool showing_ = false;
};

} // namespace dub::ui
