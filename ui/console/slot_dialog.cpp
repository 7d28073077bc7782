#include "ui/console/slot_dialog.h"

#include <algorithm>

#include <QTimer>
#include <QVBoxLayout>

#include "engine/session/lookup.h"
#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"
#include "ui/console/parameter_row.h"
#include "ui/edit_values.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

constexpr int look_ms = 50;

} // namespace

SlotDialog::SlotDialog(const Ports& ports, const session::StripOwner& owner,
                       session::ParameterAddress address, QWidget* parent)
    : QDialog(parent)
    , ports_(ports)
    , owner_(owner)
    , address_(std::move(address)) {
    auto* const lines = new QVBoxLayout(this);
    const auto now = slot();
    if (now) {
        setWindowTitle(text_of(now->title));
        for (const session::Parameter& parameter : now->parameters) {
            auto* const row = new ParameterRow(parameter, text_of(now->title), this);
            row->moved = [this, &parameter](double to) {
                if (ports_.hands != nullptr) ports_.hands->move(owner_, address_of(parameter), to);
            };
            row->settled = [this, &parameter](double to) { write(parameter, to); };
            lines->addWidget(row);
            rows_.push_back(row);
        }
    }
    lines->addStretch(1);
    auto* const timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] { look(); });
    timer->start(look_ms);
    look();
}

session::ParameterAddress SlotDialog::address_of(const session::Parameter& parameter) const {
    session::ParameterAddress address = address_;
    address.parameter = parameter.id;
    return address;
}

std::optional<SlotDialog::Slot> SlotDialog::slot() const {
    const auto all = strips_of(ports_.document.now());
    const auto strip = std::ranges::find(all, owner_, &StripFacts::owner);
    if (strip == all.end()) return std::nullopt;
    for (const session::Insert& insert : strip->strip->inserts)
        if (insert.id == address_.insert)
            if (const auto* known = session::find_processor_parameters(insert.processor))
                return Slot{insert.processor + " of " + strip->name, known->parameters, insert.values,
                            strip->strip.get()};
    for (const session::Send& send : strip->strip->sends)
        if (send.id == address_.send) {
            const auto* const to = session::find_bus(ports_.document.now(), send.to);
            return Slot{"Send of " + strip->name + " to " + (to != nullptr ? to->name : ""),
                        std::span(&session::strip::send_level, 1), send.values, strip->strip.get()};
        }
    return std::nullopt;
}

void SlotDialog::look() {
    const auto now = slot();
    if (!now) return reject();
    const SamplePos heard = ports_.transport.state().heard;
    for (ParameterRow* const row : rows_)
        row->set_value(value_of(*now, row->parameter(), heard));
}

double SlotDialog::value_of(const Slot& now, const session::Parameter& parameter, SamplePos heard) const {
    const auto address = address_of(parameter);
    if (ports_.hands != nullptr) return ports_.hands->value(owner_, address, heard);
    const double own = now.values.get(parameter);
    for (const auto& lane : now.strip->lanes)
        if (lane->target == address)
            return session::value_at(lane->points, heard, parameter.taper).value_or(own);
    return own;
}

// What stays of a hand is decided behind the port; without one it is an edit.
void SlotDialog::write(const session::Parameter& parameter, double to) {
    const auto now = slot();
    if (!now) return;
    const auto address = address_of(parameter);
    if (ports_.hands != nullptr) {
        ports_.hands->move(owner_, address, to);
        ports_.hands->let_go(owner_, address);
        return;
    }
    if (now->values.get(parameter) == to) return;
    const std::string word(parameter.id);
    const ui::Edit edit =
        address.insert
            ? ui::Edit{"set_insert_parameter",
                       {{"insert", value(address.insert)}, {"parameter", value(word)}, {"value", value(to)}}}
            : ui::Edit{"set_send", {{"send", value(address.send)}, {"level", value(to)}}};
    const auto done = ports_.document.apply({edit}, std::string(parameter.name) + ", " + now->title);
    if (!done) say(done.error().text());
}

} // namespace dub::ui
