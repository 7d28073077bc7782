#pragma once
// Inserts and sends of a strip, a line each: a click opens what one can turn, Ctrl and a click bypasses an
// insert, a right click asks what else to do; the last line adds. [window thread]

#include <functional>

#include <QWidget>

#include "ui/console/strip_facts.h"
#include "ui/ports/ports.h"

class QToolButton;
class QVBoxLayout;

namespace dub::ui {

class StripSlots final : public QWidget {
  public:
    StripSlots(const Ports& ports, QWidget* parent);
    void show_facts(const StripFacts& facts);

    std::function<void(const std::string&)> say = [](const std::string&) {};

  private:
    void make_rows();
    QToolButton* add_row(const QString& text, const QString& name);
    void add_insert_row(const session::Insert& insert, std::size_t place);
    void add_send_row(const session::Send& send);
    void add_adding_row();
    void open(session::ParameterAddress address);
    void apply(const Edit& edit, const std::string& name);
    void ask_insert(const session::Insert& insert, std::size_t place, QPoint at);
    void ask_send(const session::Send& send, QPoint at);

    Ports ports_;
    StripFacts facts_;
    QVBoxLayout* lines_;
    std::vector<QWidget*> rows_;
    bool made_ = false;
};

} // namespace dub::ui
