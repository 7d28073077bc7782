#include "ui/monitor/speaker_grid.h"

#include <algorithm>

#include <QGridLayout>
#include <QKeyEvent>

#include "ui/monitor/arrange.h"
#include "ui/monitor/lit_button.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

using monitor::SpeakerControl;
using monitor::Switch;

constexpr int columns = 5, gap = 4, pad = 4, screen_height = 2;

LitButton::Light light_of(const SpeakerControl& control, bool another_is_solo) {
    if (control.mute == Switch::on) return {true, theme::mute, QStringLiteral("M"), false};
    if (control.solo == Switch::on) return {true, theme::solo, QStringLiteral("S"), false};
    return {false, theme::solo, {}, another_is_solo};
}

QString state_of(const SpeakerControl& control, bool another_is_solo) {
    if (control.mute == Switch::on) return QStringLiteral("muted");
    if (control.solo == Switch::on) return QStringLiteral("solo");
    return another_is_solo ? QStringLiteral("silent, another is solo") : QStringLiteral("heard");
}

} // namespace

SpeakerGrid::SpeakerGrid(MonitorControl& control, QWidget* parent)
    : QWidget(parent)
    , control_(control) {
    setAccessibleName(QStringLiteral("Speakers"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(pad, pad + screen_height + gap, pad, pad);
    refresh();
}

void SpeakerGrid::make_buttons(const Layout& layout) {
    delete room_;
    buttons_.clear();
    room_ = new QWidget(this);
    room_->setAccessibleName(QStringLiteral("Speakers in the room"));
    auto* const grid = new QGridLayout(room_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(gap);
    for (int c = 0; c < columns; ++c) {
        grid->setColumnStretch(c, 1);
        grid->setColumnMinimumWidth(c, 2 * theme::click_target);
    }
    const auto places = places_of(layout);
    for (std::size_t s = 0; s < places.size(); ++s) {
        const auto name = label(layout[static_cast<int>(s)]);
        const auto text = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
        auto* const button = new LitButton(text, QStringLiteral("Speaker ") + text, theme::solo, room_);
        button->installEventFilter(this);
        connect(button, &QToolButton::clicked, this, [this, s, button] {
            control_.toggle_speaker(s, button->modifiers().testFlag(Qt::AltModifier) ? &SpeakerControl::mute
                                                                                     : &SpeakerControl::solo);
        });
        grid->addWidget(button, places[s].row, places[s].column);
        buttons_.push_back(button);
    }
    layout_ = layout;
    this->layout()->addWidget(room_);
    room_->show(); // added to what is seen already, it would stay hidden until events are handled
}

void SpeakerGrid::refresh() {
    const auto& set = heard_set(control_.now());
    if (room_ == nullptr || layout_ != set.layout) make_buttons(set.layout);
    const bool any_solo = std::ranges::any_of(
        set.controls, [](const SpeakerControl& control) { return control.solo == Switch::on; });
    for (std::size_t s = 0; s < buttons_.size() && s < set.controls.size(); ++s) {
        const SpeakerControl& control = set.controls[s];
        const QString state = state_of(control, any_solo);
        buttons_[s]->show_light(light_of(control, any_solo));
        buttons_[s]->setAccessibleDescription(state);
        buttons_[s]->setToolTip(buttons_[s]->accessibleName() + QStringLiteral(": ") + state +
                                QStringLiteral("\nClick: solo. Alt and click: mute."));
    }
}

bool SpeakerGrid::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const auto found = std::ranges::find(buttons_, watched);
    const auto* const key = static_cast<QKeyEvent*>(event);
    if (found == buttons_.end() || key->modifiers() != Qt::NoModifier)
        return QWidget::eventFilter(watched, event);
    const auto speaker = static_cast<std::size_t>(found - buttons_.begin());
    if (key->key() == Qt::Key_S) return control_.toggle_speaker(speaker, &SpeakerControl::solo), true;
    if (key->key() == Qt::Key_M) return control_.toggle_speaker(speaker, &SpeakerControl::mute), true;
    return QWidget::eventFilter(watched, event);
}

void SpeakerGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::well));
    // The screen: what is above it is in front.
    painter.fillRect(QRect(width() / 5, pad, width() * 3 / 5, screen_height), QColor(theme::outline));
}

} // namespace dub::ui
