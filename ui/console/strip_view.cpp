#include "ui/console/strip_view.h"

#include <cmath>

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QToolButton>

#include "engine/session/fader_law.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "ui/automation/automation_commands.h"
#include "ui/automation/safe_sign.h"
#include "ui/console/fader.h"
#include "ui/console/meter_column.h"
#include "ui/console/mode_button.h"
#include "ui/console/pan_hand.h"
#include "ui/console/print_buttons.h"
#include "ui/console/version_label.h"
#include "ui/edit_values.h"
#include "ui/monitor/lit_button.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;
constexpr int pan_height = 76, colour_height = 4, margin = 4;
constexpr double blink_period_s = 1;

QString text(const std::string& words) { return QString::fromStdString(words); }

} // namespace

StripView::StripView(const Ports& ports, StripFacts facts, QWidget* parent)
    : QFrame(parent)
    , ports_(ports)
    , facts_(std::move(facts))
    , output_(new QLabel(this))
    , over_(new QLabel(this))
    , level_(new QLabel(this))
    , name_(new QLabel(this))
    , version_(new VersionLabel(ports, this))
    , pan_(new PanStage(QStringLiteral("Panner of ") + text(facts_.name), facts_.layout, facts_.room, this))
    , fader_(new Fader(QStringLiteral("Fader of ") + text(facts_.name), this))
    , meter_(new MeterColumn(facts_.owner, facts_.name, facts_.layout, this)) {
    auto* const lines = new QVBoxLayout(this);
    lines->setContentsMargins(margin, margin, margin, colour_height + margin);
    lines->setSpacing(3);
    for (QLabel* const one : {output_, over_, level_, name_}) {
        one->setAlignment(Qt::AlignCenter);
        one->setMinimumWidth(1);
    }
    level_->setFont(theme::number_font(12));
    pan_->setFixedHeight(pan_height);
    pan_->installEventFilter(this);
    lines->addWidget(output_);
    lines->addWidget(over_);
    make_slots_button();
    lines->addWidget(pan_);
    make_buttons();
    make_print_buttons();
    auto* const sides = new QHBoxLayout;
    sides->setSpacing(2);
    sides->addWidget(fader_, 1);
    sides->addWidget(meter_);
    lines->addLayout(sides, 1);
    lines->addWidget(level_);
    lines->addWidget(version_);
    lines->addWidget(name_);
    version_->change = [this] { open_version(); };
    version_->setEnabled(!facts_.owner.vca);
    version_->say = [this](const std::string& words) { say(words); };
    fader_->touched = [this] {
        if (ports_.hands != nullptr) ports_.hands->touch(facts_.owner, address_of(strip::fader));
    };
    fader_->moved = [this](double db) {
        move(strip::fader, db);
        level_->setText(text(session::fader_text(db)));
    };
    fader_->let_go = [this] { let_go(strip::fader); };
    put_hand_on(*pan_, ports_, [this] { return &facts_; });
    make_safe_signs();
    meter_->setVisible(facts_.layout.channels() > 0);
    setFixedWidth(strip_widths[static_cast<int>(place_.width)]);
    show_facts(std::move(facts_));
}

void StripView::make_buttons() {
    auto* const row = new QHBoxLayout;
    row->setSpacing(3);
    mute_ =
        new LitButton(QStringLiteral("M"), QStringLiteral("Mute ") + text(facts_.name), theme::mute, this);
    solo_ =
        new LitButton(QStringLiteral("S"), QStringLiteral("Solo ") + text(facts_.name), theme::solo, this);
    for (LitButton* const one : {mute_, solo_}) {
        one->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        row->addWidget(one);
    }
    connect(mute_, &QToolButton::pressed, this, [this] { touch_mute(); });
    connect(mute_, &QToolButton::released, this, [this] { let_go(strip::mute); });
    spill_ =
        new LitButton(QStringLiteral("⇲"), QStringLiteral("Spill ") + text(facts_.name), theme::accent, this);
    spill_->setToolTip(QStringLiteral("Show only what is under it; again: all strips"));
    spill_->setVisible(facts_.can_spill);
    row->addWidget(spill_);
    mute_->setToolTip(QStringLiteral("Mute (Alt: all of its kind, Alt+Shift: the selected)"));
    solo_->setToolTip(
        QStringLiteral("Solo (Alt: all of its kind, Alt+Shift: the selected, Ctrl: solo safe)"));
    connect(solo_, &QToolButton::clicked, this, [this] { press_solo(solo_->modifiers()); });
    connect(spill_, &QToolButton::clicked, this, [this] { spill(); });
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    make_mode_button();
}

void StripView::make_safe_signs() {
    const auto put_on = [this](QWidget& control, std::vector<session::ParameterAddress> addresses) {
        auto* const sign = new SafeSign(control, ports_, {facts_.owner, std::move(addresses)});
        sign->say = [this](const std::string& words) { say(words); };
        safe_.push_back(sign);
    };
    put_on(*fader_, {address_of(strip::fader)});
    put_on(*mute_, {address_of(strip::mute)});
    put_on(*pan_, pan_addresses());
}

void StripView::make_slots_button() {
    slots_ = new QToolButton(this);
    slots_->setAccessibleName(QStringLiteral("Inserts and sends of ") + text(facts_.name));
    slots_->setFocusPolicy(Qt::TabFocus);
    slots_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    slots_->setMinimumHeight(theme::click_target);
    slots_->setVisible(!facts_.owner.vca);
    connect(slots_, &QToolButton::clicked, this, [this] { open_slots(); });
    layout()->addWidget(slots_);
}

// "filter gain → REV": what fits; all of it when pointed at. Bypassed ones stand in brackets.
void StripView::show_slots() {
    QStringList inserts, sends;
    for (const session::Insert& insert : facts_.strip->inserts)
        inserts
            << (insert.bypassed ? QStringLiteral("(%1)") : QStringLiteral("%1")).arg(text(insert.processor));
    for (const session::Send& send : facts_.strip->sends)
        if (const session::Bus* const to = session::find_bus(ports_.document.now(), send.to))
            sends << text(to->name);
    QString words = inserts.join(QStringLiteral(" "));
    if (!sends.isEmpty()) words += QStringLiteral(" → ") + sends.join(QStringLiteral(" "));
    slots_->setToolTip(words.isEmpty() ? QStringLiteral("Put in inserts and sends") : words.trimmed());
    slots_->setAccessibleDescription(words.trimmed());
    if (words.isEmpty()) words = QStringLiteral("+");
    const int room = strip_widths[static_cast<int>(place_.width)] - 4 * margin;
    slots_->setText(slots_->fontMetrics().elidedText(words.trimmed(), Qt::ElideRight, room));
}

void StripView::make_mode_button() {
    mode_ = new ModeButton(text(facts_.name), this);
    const auto set = [this](session::Arguments what, const std::string& title, ModeButton::Meant meant) {
        const bool all = meant == ModeButton::Meant::all;
        const auto strips = all ? session::strip_owners(ports_.document.now()) : std::vector{facts_.owner};
        set_automation(ports_, strips, std::move(what),
                       title + " of " + (all ? std::string("all strips") : facts_.name), say);
    };
    mode_->choose = [set](session::AutomationMode mode, ModeButton::Meant meant) {
        const std::string name = mode_name(mode).toLower().toStdString();
        set({{"mode", value(name)}}, "Automation " + name, meant);
    };
    mode_->trim = [set](bool on, ModeButton::Meant meant) { set({{"trim", value(on)}}, "Trim", meant); };
    mode_->safe = [set](bool on, ModeButton::Meant meant) { set({{"safe", value(on)}}, "Safe", meant); };
    layout()->addWidget(mode_);
}

void StripView::make_print_buttons() {
    const session::Bus* const bus = session::find_bus(ports_.document.now(), facts_.owner.bus);
    if (bus == nullptr || bus->kind != session::BusKind::stem) { // all faders stand alike
        static_cast<QVBoxLayout*>(layout())->addSpacing(theme::click_target + layout()->spacing());
        return;
    }
    prints_ = new PrintButtons(ports_, bus->id, text(facts_.name), this);
    prints_->say = [this](const std::string& words) { say(words); };
    static_cast<QVBoxLayout*>(layout())->addWidget(prints_);
}

void StripView::show_facts(StripFacts facts) {
    facts_ = std::move(facts);
    setAccessibleName(QStringLiteral("Strip ") + text(facts_.name));
    name_->setToolTip(text(facts_.name));
    const std::string to = facts_.output.empty() ? "–" : facts_.output;
    output_->setText(facts_.owner.vca ? text(to) : QStringLiteral("→ ") + text(to));
    output_->setToolTip(text(facts_.owner.vca ? to : facts_.layout.name() + " into " + to));
    over_->setToolTip(text(facts_.over));
    over_->setAccessibleName(QStringLiteral("VCAs and groups of ") + text(facts_.name));
    QPalette dim = output_->palette();
    dim.setColor(QPalette::WindowText, QColor(theme::label));
    output_->setPalette(dim);
    over_->setPalette(dim);
    fit_words();
    pan_->set_layouts(facts_.layout, facts_.room);
    pan_->setEnabled(pan_->kind() != PanKind::none);
    pan_->set_home(pan_home(pan_->kind(), facts_.role));
    pan_->refresh();
    pan_->setVisible(facts_.room.channels() > 0);
    solo_->show_light({facts_.strip->soloed, theme::solo,
                       facts_.strip->solo_safe ? QStringLiteral("s") : QString(), false});
    for (SafeSign* const one : safe_)
        one->refresh();
    show_mode();
    show_version();
    show_values(ports_.transport.state().heard);
    update();
}

void StripView::show_mode() {
    const session::Automation& how = facts_.strip->automation;
    ModeButton::Shown shown{how.mode, how.trim,         how.safe,
                            false,    HandsOn::nothing, blink_s_ < blink_period_s / 2};
    if (ports_.automation != nullptr) {
        shown.suspended = ports_.automation->settings().suspended;
        shown.hands = ports_.automation->doing(facts_.owner);
    }
    if (shown.hands != HandsOn::previewing) shown.bright = true;
    mode_->show_as(shown);
}

bool StripView::hands_in_version() const {
    return !facts_.version.version.empty() && !facts_.owner.vca && ports_.automation != nullptr &&
           ports_.automation->settings().hands == session::HandsWrite::version;
}

void StripView::show_version() {
    const VersionMark& mark = facts_.version;
    version_->show_mark(mark);
    const bool trims = hands_in_version();
    const bool rides = mark.layer && !mark.layer->lane.empty();
    fader_->set_of_version(trims ? text(mark.version) : QString());
    fader_->set_automated(trims ? rides : lane_of(*facts_.strip, strip::fader) != nullptr);
}

double StripView::value_of(const session::Parameter& parameter, SamplePos heard) const {
    if (ports_.hands != nullptr) return ports_.hands->value(facts_.owner, address_of(parameter), heard);
    return value_at(*facts_.strip, parameter, heard);
}

void StripView::fit_words() {
    const int room = strip_widths[static_cast<int>(place_.width)] - 2 * margin - 2;
    const auto fit = [room](QLabel& label, const std::string& words) {
        label.setText(label.fontMetrics().elidedText(text(words), Qt::ElideMiddle, room));
    };
    fit(*name_, facts_.name);
    fit(*over_, facts_.over);
    show_slots();
}

void StripView::show_place(const Place& place) {
    if (place == place_) return;
    place_ = place;
    setFixedWidth(strip_widths[static_cast<int>(place.width)]);
    spill_->light(place.spilled);
    setAccessibleDescription(place.chosen ? QStringLiteral("selected") : QString());
    QPalette name = name_->palette();
    name.setColor(QPalette::WindowText, QColor(place.chosen ? theme::on_colour : theme::text));
    name.setColor(QPalette::Window, QColor(theme::text));
    name_->setPalette(name);
    name_->setAutoFillBackground(place.chosen);
    fit_words();
    update();
}

void StripView::show_values(SamplePos heard) {
    fader_->set_level(value_of(strip::fader, heard));
    level_->setText(text(session::fader_text(fader_->level())));
    pan_->set_place(pan_place(ports_, facts_, heard));
    mute_->light(value_of(strip::mute, heard) >= 0.5);
}

void StripView::tick(double seconds, SamplePos heard) {
    if (facts_.layout.channels() > 0) meter_->step(ports_.meters.strip(facts_.owner), seconds);
    if (prints_ != nullptr) prints_->follow();
    blink_s_ = std::fmod(blink_s_ + seconds, blink_period_s);
    show_mode();
    const bool other_hands = fader_->is_of_version() != hands_in_version();
    if (other_hands) show_version();
    const bool moves =
        other_hands || !facts_.strip->lanes.empty() || facts_.version.layer ||
        (ports_.automation != nullptr && ports_.automation->doing(facts_.owner) != HandsOn::nothing);
    if (moves || moving_) show_values(heard);
    moving_ = moves;
}

void StripView::move(const session::Parameter& parameter, double value) {
    if (ports_.hands != nullptr) ports_.hands->move(facts_.owner, address_of(parameter), value);
}

void StripView::let_go(const session::Parameter& parameter) {
    if (ports_.hands == nullptr) return;
    ports_.hands->let_go(facts_.owner, address_of(parameter));
    show_values(ports_.transport.state().heard);
}

// A mute is in hand as long as it is pressed: in touch it lasts that long. Of several strips it is an edit.
void StripView::touch_mute() {
    const bool to = value_of(strip::mute, ports_.transport.state().heard) < 0.5;
    const Qt::KeyboardModifiers keys = QGuiApplication::keyboardModifiers();
    if (!keys.testFlag(Qt::AltModifier)) return move(strip::mute, to ? 1 : 0);
    session::Arguments arguments{{"strips", value(means(keys))}, {"muted", value(to)}};
    std::string name = (to ? "Mute " : "Unmute ") + facts_.name;
    const bool in_version = hands_in_version();
    if (in_version) {
        arguments["version"] = value(ports_.automation->version());
        name += " (" + facts_.version.version + ")";
    }
    const auto done =
        ports_.document.apply({{in_version ? "set_version_strip" : "set_mute", std::move(arguments)}}, name);
    if (!done) say(done.error().text());
}

void StripView::press_solo(Qt::KeyboardModifiers keys) {
    const bool safe = keys.testFlag(Qt::ControlModifier);
    const bool to = safe ? !facts_.strip->solo_safe : !facts_.strip->soloed;
    const char* const edit = safe ? "set_solo_safe" : "set_solo";
    const char* const gesture =
        safe ? (to ? "Solo safe " : "No longer solo safe ") : (to ? "Solo " : "End solo of ");
    const auto done = ports_.document.apply(
        {{edit, {{"strips", value(means(keys))}, {safe ? "safe" : "soloed", value(to)}}}},
        gesture + facts_.name);
    if (!done) say(done.error().text());
}

void StripView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    clicked(event->modifiers());
}

void StripView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (name_->geometry().contains(event->pos())) edit_name();
}

void StripView::contextMenuEvent(QContextMenuEvent* event) {
    if (!place_.chosen) clicked(Qt::NoModifier);
    menu(event->globalPos());
}

void StripView::edit_name() {
    auto* const line = new QLineEdit(text(facts_.name), this);
    line->setAccessibleName(QStringLiteral("Name of ") + text(facts_.name));
    line->setGeometry(name_->geometry().adjusted(0, -2, 0, 2));
    line->selectAll();
    line->show();
    line->setFocus();
    connect(line, &QLineEdit::editingFinished, line, [this, line] {
        const std::string typed = line->text().trimmed().toStdString();
        line->blockSignals(true);
        line->deleteLater();
        if (!typed.empty() && typed != facts_.name) rename(typed);
    });
}

void StripView::rename(const std::string& to) {
    const session::StripOwner& owner = facts_.owner;
    const char* const kind = owner.track ? "track" : owner.bus ? "bus" : "vca";
    const auto done =
        ports_.document.apply({{std::string("rename_") + kind, {{kind, value(owner)}, {"name", value(to)}}}},
                              "Rename " + facts_.name);
    if (!done) say(done.error().text());
}

bool StripView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == pan_ && event->type() == QEvent::MouseButtonDblClick) {
        open_panner();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void StripView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(place_.chosen ? theme::raised : theme::panel));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), QColor(theme::line));
    painter.fillRect(QRect(0, height() - colour_height, width() - 1, colour_height), facts_.colour);
}

} // namespace dub::ui
