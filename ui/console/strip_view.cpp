#include "ui/console/strip_view.h"

#include <cmath>

#include <QToolButton>

#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "ui/automation/automation_commands.h"
#include "ui/console/fader.h"
#include "ui/console/fader_law.h"
#include "ui/console/meter_column.h"
#include "ui/console/mode_button.h"
#include "ui/console/pan_hand.h"
#include "ui/console/print_buttons.h"
#include "ui/console/strip_slots.h"
#include "ui/edit_values.h"
#include "ui/monitor/lit_button.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;
constexpr int strip_width = 96, pan_height = 76, colour_height = 4;
constexpr double blink_period_s = 1;

QString text(const std::string& words) { return QString::fromStdString(words); }

session::ParameterAddress address_of(const session::Parameter& parameter) {
    return {{}, {}, std::string(parameter.id)};
}

} // namespace

StripView::StripView(const Ports& ports, StripFacts facts, QWidget* parent)
    : QFrame(parent)
    , ports_(ports)
    , facts_(std::move(facts))
    , output_(new QLabel(this))
    , level_(new QLabel(this))
    , name_(new QLabel(this))
    , pan_(new PanStage(QStringLiteral("Panner of ") + text(facts_.name), facts_.layout, facts_.room, this))
    , fader_(new Fader(QStringLiteral("Fader of ") + text(facts_.name), this))
    , meter_(new MeterColumn(facts_.owner, facts_.name, facts_.layout, this)) {
    setFixedWidth(strip_width);
    auto* const lines = new QVBoxLayout(this);
    lines->setContentsMargins(4, 4, 4, colour_height + 4);
    lines->setSpacing(3);
    for (QLabel* const one : {output_, level_, name_}) {
        one->setAlignment(Qt::AlignCenter);
        one->setMinimumWidth(1);
    }
    level_->setFont(theme::number_font(12));
    pan_->setFixedHeight(pan_height);
    pan_->installEventFilter(this);
    slots_ = new StripSlots(ports_, this);
    slots_->say = [this](const std::string& words) { say(words); };
    lines->addWidget(output_);
    lines->addWidget(slots_);
    lines->addWidget(pan_);
    make_buttons();
    make_print_buttons();
    auto* const sides = new QHBoxLayout;
    sides->setSpacing(2);
    sides->addWidget(fader_, 1);
    sides->addWidget(meter_);
    lines->addLayout(sides, 1);
    lines->addWidget(level_);
    lines->addWidget(name_);
    fader_->touched = [this] {
        if (ports_.hands != nullptr) ports_.hands->touch(facts_.owner, address_of(strip::fader));
    };
    fader_->moved = [this](double db) {
        move(strip::fader, db);
        level_->setText(text(fader_text(db)));
    };
    fader_->let_go = [this] { let_go(strip::fader); };
    put_hand_on(*pan_, ports_, [this] { return &facts_; });
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
    connect(solo_, &QToolButton::clicked, this, [this] { press_solo(); });
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    make_mode_button();
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
    if (bus == nullptr || bus->kind != session::BusKind::stem) return;
    prints_ = new PrintButtons(ports_, bus->id, text(facts_.name), this);
    prints_->say = [this](const std::string& words) { say(words); };
    static_cast<QVBoxLayout*>(layout())->addWidget(prints_);
}

void StripView::show_facts(StripFacts facts) {
    facts_ = std::move(facts);
    setAccessibleName(QStringLiteral("Strip ") + text(facts_.name));
    name_->setText(name_->fontMetrics().elidedText(text(facts_.name), Qt::ElideMiddle, strip_width - 10));
    name_->setToolTip(text(facts_.name));
    const std::string to = facts_.output.empty() ? "–" : facts_.output;
    output_->setText(QStringLiteral("→ ") + text(to));
    output_->setToolTip(text(facts_.layout.name() + " into " + to));
    QPalette dim = output_->palette();
    dim.setColor(QPalette::WindowText, QColor(theme::label));
    output_->setPalette(dim);
    slots_->show_facts(facts_);
    pan_->set_layouts(facts_.layout, facts_.room);
    pan_->setEnabled(is_panned(facts_));
    pan_->setVisible(facts_.room.channels() > 0);
    solo_->light(facts_.strip->soloed);
    fader_->set_automated(lane_of(*facts_.strip, strip::fader) != nullptr);
    show_mode();
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

double StripView::value_of(const session::Parameter& parameter, SamplePos heard) const {
    if (ports_.hands != nullptr) return ports_.hands->value(facts_.owner, address_of(parameter), heard);
    return value_at(*facts_.strip, parameter, heard);
}

void StripView::show_values(SamplePos heard) {
    fader_->set_level(value_of(strip::fader, heard));
    level_->setText(text(fader_text(fader_->level())));
    pan_->set_place(pan_place(ports_, facts_, heard));
    mute_->light(value_of(strip::mute, heard) >= 0.5);
}

void StripView::tick(double seconds, SamplePos heard) {
    meter_->step(ports_.meters.strip(facts_.owner), seconds);
    if (prints_ != nullptr) prints_->follow();
    blink_s_ = std::fmod(blink_s_ + seconds, blink_period_s);
    show_mode();
    const bool moves =
        !facts_.strip->lanes.empty() ||
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

// A mute is in hand as long as it is pressed: in touch it lasts that long.
void StripView::touch_mute() {
    const bool to = value_of(strip::mute, ports_.transport.state().heard) < 0.5;
    move(strip::mute, to ? 1 : 0);
}

void StripView::press_solo() {
    const bool to = !facts_.strip->soloed;
    const auto done = ports_.document.apply(
        {{"set_solo", {{"strips", value(std::vector{facts_.owner})}, {"soloed", value(to)}}}},
        (to ? "Solo " : "End solo of ") + facts_.name);
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
    painter.fillRect(rect(), QColor(theme::panel));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), QColor(theme::line));
    painter.fillRect(QRect(0, height() - colour_height, width() - 1, colour_height), facts_.colour);
}

} // namespace dub::ui
