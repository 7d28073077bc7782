#include "ui/console/slots_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/session/lookup.h"
#include "engine/session/names.h"
#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"
#include "ui/automation/safe_sign.h"
#include "ui/console/parameter_field.h"
#include "ui/edit_values.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;
constexpr int look_ms = 50, least_width = 320;

session::Shared<session::Strip> strip_now(const session::Session& session, const session::StripOwner& owner) {
    if (const auto* const track = owner.track ? session::find_track(session, owner.track) : nullptr)
        return track->strip;
    if (const auto* const bus = owner.bus ? session::find_bus(session, owner.bus) : nullptr)
        return bus->strip;
    return nullptr;
}

bool same_slots(const session::Strip& a, const session::Strip& b) {
    const auto insert = [](const session::Insert& x, const session::Insert& y) {
        return x.id == y.id && x.bypassed == y.bypassed;
    };
    const auto send = [](const session::Send& x, const session::Send& y) {
        return x.id == y.id && x.to == y.to && x.tap == y.tap;
    };
    return std::ranges::equal(a.inserts, b.inserts, insert) && std::ranges::equal(a.sends, b.sends, send);
}

QToolButton* button(QWidget* parent, const char* words, const QString& name) {
    auto* const made = new QToolButton(parent);
    made->setText(QString::fromUtf8(words));
    made->setAccessibleName(name);
    made->setToolTip(name);
    return made;
}

} // namespace

SlotsDialog::SlotsDialog(const Ports& ports, const session::StripOwner& owner, QWidget* parent)
    : QDialog(parent)
    , ports_(ports)
    , owner_(owner)
    , name_(session::name_of(ports.document.now(), owner))
    , page_(new QVBoxLayout(this)) {
    setWindowTitle(QStringLiteral("Inserts and sends: ") + text_of(name_));
    setMinimumWidth(least_width);
    page_->setSizeConstraint(QLayout::SetMinAndMaxSize);
    auto* const timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] { look(); });
    timer->start(look_ms);
    look();
}

void SlotsDialog::look() {
    const auto now = strip_now(ports_.document.now(), owner_);
    if (now == nullptr) return reject();
    const bool other = strip_ == nullptr || !same_slots(*strip_, *now);
    strip_ = now;
    if (other) build(*now);
    show_values();
}

void SlotsDialog::apply(const char* edit, session::Arguments arguments, const std::string& name) {
    const auto done = ports_.document.apply({{edit, std::move(arguments)}}, name + " on " + name_);
    if (done) return;
    say(done.error().text());
    strip_ = nullptr; // what was clicked shows what was refused
    look();
}

void SlotsDialog::build(const session::Strip& now) {
    shown_.clear();
    if (inside_ != nullptr) {
        inside_->hide();
        inside_->deleteLater(); // this may be a click on one of its buttons
    }
    inside_ = new QWidget(this);
    new QVBoxLayout(inside_);
    page_->addWidget(inside_);
    for (std::size_t place = 0; place < now.inserts.size(); ++place)
        add_insert(now.inserts[place], place, now.inserts.size());
    for (const session::Send& send : now.sends)
        add_send(send);
    add_choosers();
}

void SlotsDialog::add_insert(const session::Insert& insert, std::size_t place, std::size_t count) {
    const QString name = text_of(insert.processor);
    auto* const box = new QGroupBox(name, inside_);
    auto* const form = new QFormLayout(box);
    auto* const head = new QHBoxLayout;
    auto* const works = new QCheckBox(QStringLiteral("works"), box);
    works->setAccessibleName(name + QStringLiteral(" works"));
    works->setChecked(!insert.bypassed);
    auto* const earlier = button(box, "▲", name + QStringLiteral(" earlier"));
    auto* const later = button(box, "▼", name + QStringLiteral(" later"));
    auto* const remove = button(box, "✕", QStringLiteral("Remove ") + name);
    earlier->setEnabled(place > 0);
    later->setEnabled(place + 1 < count);
    head->addWidget(works, 1);
    for (QToolButton* const one : {earlier, later, remove})
        head->addWidget(one);
    form->addRow(head);
    const InsertId id = insert.id;
    const std::string words = insert.processor;
    connect(works, &QCheckBox::clicked, this, [=, this](bool on) {
        apply("bypass_insert", {{"insert", value(id)}, {"bypassed", value(!on)}},
              (on ? "End bypass of " : "Bypass ") + words);
    });
    const auto move_to = [=, this](std::size_t slot) {
        apply("move_insert", {{"insert", value(id)}, {"slot", value(static_cast<double>(slot))}},
              "Move " + words);
    };
    connect(earlier, &QToolButton::clicked, this, [=] { move_to(place - 1); });
    connect(later, &QToolButton::clicked, this, [=] { move_to(place + 1); });
    connect(remove, &QToolButton::clicked, this, [=, this] {
        apply("remove_insert", {{"insert", value(id)}}, "Remove " + words);
    });
    const auto* const declared = session::find_processor_parameters(insert.processor);
    for (const session::Parameter& parameter :
         declared == nullptr ? std::span<const session::Parameter>{} : declared->parameters) {
        const QString label = text_of(parameter.name);
        auto* const field = new ParameterField(parameter, name + QStringLiteral(": ") + label, box);
        form->addRow(label, field);
        put_hand_on(*field, {id, {}, std::string(parameter.id)});
    }
    inside_->layout()->addWidget(box);
}

void SlotsDialog::add_send(const session::Send& send) {
    const session::Bus* const to = session::find_bus(ports_.document.now(), send.to);
    const QString name = QStringLiteral("Send to ") + (to == nullptr ? QString() : text_of(to->name));
    auto* const box = new QGroupBox(name, inside_);
    auto* const form = new QFormLayout(box);
    auto* const goal = new QComboBox(box);
    goal->setAccessibleName(name + QStringLiteral(": goal"));
    for (const auto& bus : ports_.document.now().routing->buses)
        goal->addItem(text_of(bus->name), text_of(bus->id.text()));
    goal->setCurrentIndex(goal->findData(text_of(send.to.text())));
    auto* const pre = new QCheckBox(QStringLiteral("before the fader"), box);
    pre->setAccessibleName(name + QStringLiteral(" before the fader"));
    pre->setChecked(send.tap == session::SendTap::pre_fader);
    auto* const remove = button(box, "✕", QStringLiteral("Remove ") + name);
    auto* const head = new QHBoxLayout;
    head->addWidget(goal, 1);
    head->addWidget(remove);
    form->addRow(head);
    form->addRow(pre);
    const SendId id = send.id;
    const std::string words = name.toLower().toStdString();
    connect(goal, &QComboBox::activated, this, [=, this](int index) {
        apply("set_send",
              {{"send", value(id)}, {"to", value(goal->itemData(index).toString().toStdString())}},
              "Goal of " + words);
    });
    connect(pre, &QCheckBox::clicked, this, [=, this](bool on) {
        apply("set_send", {{"send", value(id)}, {"tap", value(on ? "pre" : "post")}}, "Tap of " + words);
    });
    connect(remove, &QToolButton::clicked, this, [=, this] {
        apply("remove_send", {{"send", value(id)}}, "Remove " + words);
    });
    auto* const level = new ParameterField(strip::send_level, name + QStringLiteral(": level"), box);
    form->addRow(QStringLiteral("Level"), level);
    put_hand_on(*level, {{}, id, std::string(strip::send_level.id)});
    inside_->layout()->addWidget(box);
}

// As a fader: heard at once, and left to hands what stays of it.
void SlotsDialog::put_hand_on(ParameterField& field, const session::ParameterAddress& address) {
    HandsPort* const hands = ports_.hands;
    if (hands != nullptr) {
        field.touched = [=, this] { hands->touch(owner_, address); };
        field.moved = [=, this](double to) { hands->move(owner_, address, to); };
        field.let_go = [=, this] { hands->let_go(owner_, address); };
    }
    shown_.push_back({&field, address});
}

void SlotsDialog::add_choosers() {
    auto* const inserts = new QComboBox(inside_);
    inserts->setAccessibleName(QStringLiteral("Add an insert"));
    inserts->addItem(QStringLiteral("Add an insert…"));
    for (const auto& one : session::processor_parameters())
        inserts->addItem(text_of(one.processor));
    connect(inserts, &QComboBox::activated, this, [this, inserts](int index) {
        const std::string processor = inserts->itemText(index).toStdString();
        inserts->setCurrentIndex(0);
        if (index > 0)
            apply("add_insert", {{"strip", value(owner_)}, {"processor", value(processor)}},
                  "Add " + processor);
    });
    auto* const sends = new QComboBox(inside_);
    sends->setAccessibleName(QStringLiteral("Add a send"));
    sends->addItem(QStringLiteral("Add a send to…"));
    for (const auto& bus : ports_.document.now().routing->buses)
        if (bus->kind == session::BusKind::returns && bus->id != owner_.bus)
            sends->addItem(text_of(bus->name), text_of(bus->id.text()));
    connect(sends, &QComboBox::activated, this, [this, sends](int index) {
        const std::string to = sends->itemData(index).toString().toStdString();
        const std::string name = sends->itemText(index).toStdString();
        sends->setCurrentIndex(0);
        if (index > 0) apply("add_send", {{"strip", value(owner_)}, {"to", value(to)}}, "Send to " + name);
    });
    for (QComboBox* const one : {inserts, sends})
        inside_->layout()->addWidget(one);
}

void SlotsDialog::show_values() {
    const SamplePos heard = ports_.transport.state().heard;
    for (Shown& one : shown_) {
        if (one.safe == nullptr) {
            one.safe = new SafeSign(*one.field, ports_, {owner_, {one.address}});
            one.safe->say = [this](const std::string& words) { say(words); };
        }
        one.safe->refresh();
        const session::Control control{owner_, one.address};
        one.field->show_value(ports_.hands != nullptr
                                  ? ports_.hands->value(owner_, one.address, heard)
                                  : session::value_at(ports_.document.now(), control, heard));
    }
}

} // namespace dub::ui
