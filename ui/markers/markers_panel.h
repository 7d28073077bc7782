#pragma once
// All markers by time, narrowed by what one types: a click goes there, a double click or Enter asks what it
// says, Del removes it. [window thread]

#include <functional>

#include <QWidget>

#include "ui/ports/document.h"

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace dub::ui {

class MarkersPanel final : public QWidget, public View {
  public:
    explicit MarkersPanel(DocumentPort& document, QWidget* parent = nullptr);
    void show(const session::Session& now) override;
    using QWidget::show;

    std::function<void(SamplePos)> go_to = [](SamplePos) {};
    std::function<void(MarkerId)> ask = [](MarkerId) {};
    std::function<void(const std::string&)> say = [](const std::string&) {};

  protected:
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    void list();
    void remove(const QTreeWidgetItem& item);

    DocumentPort& document_;
    QLineEdit* typed_;
    QTreeWidget* list_;
    session::Shared<std::vector<session::Marker>> shown_;
    session::Shared<session::Info> info_;
};

} // namespace dub::ui
