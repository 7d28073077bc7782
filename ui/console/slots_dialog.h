#pragma once
// The inserts and sends of one strip: put in, taken out, in another order, bypassed, with every parameter
// that a processor declares. Stays open beside the work. [window thread]

#include <QDialog>

#include "ui/console/strip_facts.h"
#include "ui/ports/ports.h"

class QVBoxLayout;

namespace dub::ui {

class ParameterField;
class SafeSign;

class SlotsDialog final : public QDialog {
  public:
    SlotsDialog(const Ports& ports, const session::StripOwner& owner, QWidget* parent);
    std::function<void(const std::string&)> say = [](const std::string&) {};
    void look(); // what the session says now; also by itself, often

  private:
    void build(const session::Strip& strip);
    void add_insert(const session::Insert& insert, std::size_t place, std::size_t count);
    void add_send(const session::Send& send);
    void add_choosers();
    void put_hand_on(ParameterField& field, const session::ParameterAddress& address);
    void show_values();
    // What a field shows and sets.
    struct Shown {
        ParameterField* field;
        session::ParameterAddress address;
        SafeSign* safe = nullptr; // made when it is looked at first
    };
    void apply(const char* edit, session::Arguments arguments, const std::string& name);

    Ports ports_;
    session::StripOwner owner_;
    std::string name_;
    session::Shared<session::Strip> strip_;
    QVBoxLayout* page_;
    QWidget* inside_ = nullptr; // made anew when slots come and go
    std::vector<Shown> shown_;
};

} // namespace dub::ui
