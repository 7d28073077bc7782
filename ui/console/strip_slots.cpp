#include "ui/console/strip_slots.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/session/lookup.h"
#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"
#include "ui/console/fader_law.h"
#include "ui/console/slot_dialog.h"
#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;

std::string bus_name(const session::Session& session, BusId id) {
    const session::Bus* const bus = session::find_bus(session, id);
    return bus == nullptr ? id.text() : bus->name;
}

void dim(QToolButton& button) {
    QPalette palette = button.palette();
    palette.setColor(QPalette::ButtonText, QColor(theme::outline));
    button.setPalette(palette);
}

} // namespace

StripSlots::StripSlots(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports)
    , lines_(new QVBoxLayout(this)) {
    lines_->setContentsMargins(0, 0, 0, 0);
    lines_->setSpacing(1);
}

void StripSlots::show_facts(const StripFacts& facts) {
    const bool same = made_ && facts.name == facts_.name && facts.strip->inserts == facts_.strip->inserts &&
                      facts.strip->sends == facts_.strip->sends;
    facts_ = facts;
    if (!same) make_rows();
}

void StripSlots::make_rows() {
    made_ = true;
    for (QWidget* const row : rows_) {
        row->hide();
        row->deleteLater(); // its own click may be what changed the strip
    }
    rows_.clear();
    for (std::size_t place = 0; place < facts_.strip->inserts.size(); ++place)
        add_insert_row(facts_.strip->inserts[place], place);
    for (const session::Send& send : facts_.strip->sends)
        add_send_row(send);
    add_adding_row();
}

QToolButton* StripSlots::add_row(const QString& text, const QString& name) {
    auto* const button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->setContextMenuPolicy(Qt::CustomContextMenu);
    lines_->addWidget(button);
    rows_.push_back(button);
    return button;
}

void StripSlots::add_insert_row(const session::Insert& insert, std::size_t place) {
    const QString processor = text_of(insert.processor), of = text_of(facts_.name);
    auto* const row = add_row(insert.bypassed ? QStringLiteral("(%1)").arg(processor) : processor,
                              QStringLiteral("Insert %1 of %2: %3%4")
                                  .arg(place + 1)
                                  .arg(of, processor, insert.bypassed ? QStringLiteral(", bypassed") : QString()));
    if (insert.bypassed) dim(*row);
    connect(row, &QToolButton::clicked, this, [this, insert] {
        if (QApplication::keyboardModifiers().testFlag(Qt::ControlModifier))
            apply({"bypass_insert", {{"insert", value(insert.id)}, {"bypassed", value(!insert.bypassed)}}},
                  (insert.bypassed ? "End bypass of " : "Bypass ") + insert.processor + " of " + facts_.name);
        else
            open({insert.id, {}, {}});
    });
    connect(row, &QWidget::customContextMenuRequested, this, [this, row, insert, place](QPoint at) {
        ask_insert(insert, place, row->mapToGlobal(at));
    });
}

void StripSlots::add_send_row(const session::Send& send) {
    const std::string to = bus_name(ports_.document.now(), send.to);
    const std::string level = fader_text(send.values.get(strip::send_level));
    const bool pre = send.tap == session::SendTap::pre_fader;
    auto* const row = add_row(text_of("▸" + to + " " + level + (pre ? " pre" : "")),
                              text_of("Send of " + facts_.name + " to " + to + ", " + level +
                                      (pre ? " dB, before the fader" : " dB, after the fader")));
    connect(row, &QToolButton::clicked, this, [this, id = send.id] { open({{}, id, {}}); });
    connect(row, &QWidget::customContextMenuRequested, this,
            [this, row, send](QPoint at) { ask_send(send, row->mapToGlobal(at)); });
}

void StripSlots::add_adding_row() {
    auto* const both = new QWidget(this);
    auto* const row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    const auto add = [&](const QString& text, const QString& name) {
        auto* const button = new QToolButton(both);
        button->setText(text);
        button->setAccessibleName(name + text_of(facts_.name));
        button->setToolTip(button->accessibleName());
        button->setAutoRaise(true);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        auto* const menu = new QMenu(button);
        button->setMenu(menu);
        button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
        row->addWidget(button);
        return menu;
    };
    QMenu* const inserts = add(QStringLiteral("+Ins"), QStringLiteral("Add an insert to "));
    for (const auto& known : session::processor_parameters())
        inserts->addAction(text_of(known.processor), this, [this, name = std::string(known.processor)] {
            apply({"add_insert", {{"strip", value(facts_.owner)}, {"processor", value(name)}}},
                  "Add " + name + " to " + facts_.name);
        });
    QMenu* const sends = add(QStringLiteral("+Send"), QStringLiteral("Add a send to "));
    connect(sends, &QMenu::aboutToShow, this, [this, sends] {
        sends->clear();
        for (const auto& bus : ports_.document.now().routing->buses) {
            if (bus->kind == session::BusKind::printmaster || bus->id == facts_.owner.bus) continue;
            sends->addAction(text_of(bus->name), this, [this, id = bus->id, name = bus->name] {
                apply({"add_send", {{"strip", value(facts_.owner)}, {"to", value(id)}}},
                      "Send " + facts_.name + " to " + name);
            });
        }
    });
    lines_->addWidget(both);
    rows_.push_back(both);
}

void StripSlots::open(session::ParameterAddress address) {
    auto* const dialog = new SlotDialog(ports_, facts_.owner, std::move(address), window());
    dialog->say = [this](const std::string& words) { say(words); };
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QWidget::show();
}

void StripSlots::apply(const Edit& edit, const std::string& name) {
    if (const auto done = ports_.document.apply({edit}, name); !done) say(done.error().text());
}

void StripSlots::ask_insert(const session::Insert& insert, std::size_t place, QPoint at) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::string of = insert.processor + " of " + facts_.name;
    menu->addAction(QStringLiteral("Open"), this, [this, id = insert.id] { open({id, {}, {}}); });
    menu->addAction(insert.bypassed ? QStringLiteral("End bypass") : QStringLiteral("Bypass"), this,
                    [this, insert, of] {
                        apply({"bypass_insert",
                               {{"insert", value(insert.id)}, {"bypassed", value(!insert.bypassed)}}},
                              (insert.bypassed ? "End bypass of " : "Bypass ") + of);
                    });
    const auto move = [&](const char* words, bool possible, double to) {
        menu->addAction(QString::fromLatin1(words), this, [this, id = insert.id, to, of] {
                apply({"move_insert", {{"insert", value(id)}, {"slot", value(to)}}}, "Move " + of);
            })->setEnabled(possible);
    };
    move("Earlier in the chain", place > 0, static_cast<double>(place) - 1);
    move("Later in the chain", place + 1 < facts_.strip->inserts.size(), static_cast<double>(place) + 1);
    menu->addAction(QStringLiteral("Remove"), this, [this, id = insert.id, of] {
        apply({"remove_insert", {{"insert", value(id)}}}, "Remove " + of);
    });
    menu->popup(at);
}

void StripSlots::ask_send(const session::Send& send, QPoint at) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool pre = send.tap == session::SendTap::pre_fader;
    const std::string of = "send of " + facts_.name + " to " + bus_name(ports_.document.now(), send.to);
    menu->addAction(QStringLiteral("Open"), this, [this, id = send.id] { open({{}, id, {}}); });
    menu->addAction(pre ? QStringLiteral("After the fader") : QStringLiteral("Before the fader"), this,
                    [this, id = send.id, pre, of] {
                        apply({"set_send", {{"send", value(id)}, {"tap", value(pre ? "post" : "pre")}}},
                              (pre ? "After the fader: " : "Before the fader: ") + of);
                    });
    menu->addAction(QStringLiteral("Remove"), this, [this, id = send.id, of] {
        apply({"remove_send", {{"send", value(id)}}}, "Remove " + of);
    });
    menu->popup(at);
}

} // namespace dub::ui
