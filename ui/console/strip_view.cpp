#include "ui/console/strip_view.h"

#include <QToolButton>

#include "engine/session/parameters/strip.h"
#include "ui/console/fader.h"
#include "ui/console/fader_law.h"
#include "ui/console/meter_column.h"
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
    fader_->moved = [this](double db) {
        hand(strip::fader, db);
        level_->setText(text(fader_text(db)));
    };
    fader_->settled = [this](double db) { write(strip::fader, db, "Fader of " + facts_.name); };
    put_hand_on(
        *pan_, ports_, [this] { return &facts_; }, [this](const std::string& words) { say(words); });
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
    connect(mute_, &QToolButton::clicked, this, [this] { press_mute(); });
    connect(solo_, &QToolButton::clicked, this, [this] { press_solo(); });
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
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
    mute_->light(facts_.strip->values.get(strip::mute) >= 0.5);
    solo_->light(facts_.strip->soloed);
    fader_->set_automated(lane_of(*facts_.strip, strip::fader) != nullptr);
    show_values(ports_.transport.state().heard);
    update();
}

void StripView::show_values(SamplePos heard) {
    fader_->set_level(value_at(*facts_.strip, strip::fader, heard));
    level_->setText(text(fader_text(fader_->level())));
    pan_->set_place(pan_place(*facts_.strip, heard));
}

void StripView::tick(double seconds, SamplePos heard) {
    meter_->step(ports_.meters.strip(facts_.owner), seconds);
    if (prints_ != nullptr) prints_->follow();
    if (!facts_.strip->lanes.empty()) show_values(heard);
}

void StripView::hand(const session::Parameter& parameter, double value) {
    if (ports_.hands != nullptr) ports_.hands->move(facts_.owner, address_of(parameter), value);
}

// An automated one goes back to its lane when the hand lets go: automation is written in the timeline.
void StripView::write(const session::Parameter& parameter, double to, const std::string& gesture) {
    if (lane_of(*facts_.strip, parameter) != nullptr) {
        say(facts_.name + " is automated: its lane plays on. Change the lane in the timeline.");
    } else if (to != facts_.strip->values.get(parameter)) {
        const auto done = ports_.document.apply({{"set_parameter",
                                                  {{"strip", value(facts_.owner)},
                                                   {"parameter", value(std::string(parameter.id))},
                                                   {"value", value(to)}}}},
                                                gesture);
        if (!done) say(done.error().text());
    }
    if (ports_.hands != nullptr) ports_.hands->release(facts_.owner, address_of(parameter));
    show_values(ports_.transport.state().heard);
}

void StripView::press_mute() {
    const bool to = facts_.strip->values.get(strip::mute) < 0.5;
    const auto done = ports_.document.apply(
        {{"set_mute", {{"strips", value(std::vector{facts_.owner})}, {"muted", value(to)}}}},
        (to ? "Mute " : "Unmute ") + facts_.name);
    if (!done) say(done.error().text());
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
