#pragma once
// The parameters of an insert or a send, as many as are declared; beside the editing, and gone with what it
// shows. What a hand does is heard at once and is one entry of the history when it lets go. [window thread]

#include <QDialog>

#include "ui/console/strip_facts.h"
#include "ui/ports/ports.h"

namespace dub::ui {

class ParameterRow;

class SlotDialog final : public QDialog {
  public:
    // `address`: of the insert or the send, without a parameter.
    SlotDialog(const Ports& ports, const session::StripOwner& owner, session::ParameterAddress address,
               QWidget* parent);

    std::function<void(const std::string&)> say = [](const std::string&) {};

  private:
    struct Slot {
        std::string title; // "filter of DX 1"
        std::span<const session::Parameter> parameters;
        session::ParameterValues values;
        const session::Strip* strip;
    };
    [[nodiscard]] std::optional<Slot> slot() const; // none: it went
    [[nodiscard]] session::ParameterAddress address_of(const session::Parameter& parameter) const;
    [[nodiscard]] double value_of(const Slot& now, const session::Parameter& parameter,
                                  SamplePos heard) const;
    void look();
    void write(const session::Parameter& parameter, double to);

    Ports ports_;
    session::StripOwner owner_;
    session::ParameterAddress address_;
    std::vector<ParameterRow*> rows_;
};

} // namespace dub::ui
