#include "ui/console/panner_dialog.h"

#include <algorithm>

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>

#include "engine/session/parameters/strip.h"
#include "engine/session/passes/control.h"
#include "ui/automation/safe_sign.h"
#include "ui/console/pan_hand.h"

namespace dub::ui {
namespace {

namespace strip = session::strip;
constexpr int stage_side = 260, look_ms = 50;

double place_step(const session::Parameter& parameter) {
    if (parameter.id == strip::rotate.id) return 5;
    switch (parameter.unit) {
    case session::Unit::percent: return 5;
    case session::Unit::decibel: return 0.5;
    default: return 0.05;
    }
}

// What places the sound and is a number, of those that its source has.
bool is_shown(const session::Parameter& parameter, PanKind kind) {
    const auto of = session::kind_of(address_of(parameter));
    const bool places = of == session::ControlKind::pan || of == session::ControlKind::lfe;
    return places && parameter.unit != session::Unit::toggle && session::has(kind, parameter);
}

} // namespace

PannerDialog::PannerDialog(const Ports& ports, const session::StripOwner& owner, QWidget* parent)
    : QDialog(parent)
    , ports_(ports)
    , owner_(owner) {
    const StripFacts* const now = facts();
    const std::string name = now != nullptr ? now->name : "";
    setWindowTitle(QStringLiteral("Panner: ") + QString::fromStdString(name));
    stage_ = new PanStage(QStringLiteral("Panner of ") + QString::fromStdString(name),
                          now ? now->layout : Layout{}, now ? now->room : Layout{}, this);
    stage_->setFixedSize(stage_side, stage_side);
    setMinimumSize(260, 320);
    put_hand_on(*stage_, ports_, [this] { return facts(); });
    auto* const page = new QHBoxLayout(this);
    page->addWidget(stage_);
    auto* const form = new QFormLayout;
    for (const session::Parameter& declared : strip::all) {
        const session::Parameter* const one = &declared;
        if (!is_shown(declared, stage_->kind())) continue;
        auto* const box = new QDoubleSpinBox(this);
        const QString words = QString::fromLatin1(one->name.data(), static_cast<qsizetype>(one->name.size()));
        box->setAccessibleName(words);
        box->setRange(one->min, one->max);
        box->setSingleStep(place_step(*one));
        box->setKeyboardTracking(false);
        box->setWrapping(one->ends == session::RangeEnds::meet);
        form->addRow(words, box);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, one](double to) { write(*one, to); });
        const bool places = one != &strip::lfe_send;
        auto* const safe =
            new SafeSign(*box, ports_, {owner_, places ? pan_addresses() : std::vector{address_of(*one)}});
        safe->say = [this](const std::string& sentence) { say(sentence); };
        numbers_.push_back({one, box, safe});
    }
    page->addLayout(form);
    auto* const timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] { look(); });
    timer->start(look_ms);
    look();
}

const StripFacts* PannerDialog::facts() {
    auto all = strips_of(ports_.document.now());
    const auto found = std::ranges::find(all, owner_, &StripFacts::owner);
    facts_ = found == all.end() ? std::nullopt : std::optional(*found);
    return facts_ ? &*facts_ : nullptr;
}

void PannerDialog::look() {
    const StripFacts* const now = facts();
    if (now == nullptr) return reject();
    const SamplePos heard = ports_.transport.state().heard;
    stage_->set_layouts(now->layout, now->room);
    stage_->set_place(pan_place(ports_, *now, heard));
    stage_->set_lane(lane_place(*now->strip, heard));
    stage_->refresh();
    stage_->tick();
    for (const Number& one : numbers_) {
        one.safe->refresh();
        if (one.box->hasFocus() && one.box->findChild<QLineEdit*>()->isModified()) continue; // typed into
        const QSignalBlocker quiet(one.box);
        one.box->setValue(ports_.hands != nullptr
                              ? ports_.hands->value(owner_, address_of(*one.parameter), heard)
                              : value_at(*now->strip, *one.parameter, heard));
    }
}

void PannerDialog::write(const session::Parameter& parameter, double to) {
    if (ports_.hands == nullptr) return;
    ports_.hands->move(owner_, address_of(parameter), to);
    ports_.hands->let_go(owner_, address_of(parameter));
}

} // namespace dub::ui
