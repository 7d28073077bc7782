#include "ui/transport/transport_bar.h"

#include <cmath>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <fmt/format.h>

#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int main_digits = 28, second_digits = 14;
constexpr theme::Metric speed_width{64}, least_width{480};

QString in_words(const TransportState& now) {
    if (now.waiting) return QStringLiteral("reading");
    if (now.speed == 0) return QStringLiteral("stopped");
    return QString::fromStdString(fmt::format("{:g}×", std::round(now.speed * 100) / 100));
}

QRgb colour_of(DeviceHealth health) {
    switch (health) {
    case DeviceHealth::running: return theme::good;
    case DeviceHealth::lost: return theme::record;
    case DeviceHealth::none: break;
    }
    return theme::label;
}

void show_text(QLabel* label, const QString& text) {
    if (label->text() != text) label->setText(text);
}

} // namespace

TransportBar::TransportBar(const Ports& ports, TransportControl& control, QWidget* parent)
    : QWidget(parent)
    , ports_(ports)
    , control_(control)
    , layout_(new QHBoxLayout(this)) {
    setFixedHeight(theme::toolbar_height);
    setMinimumWidth(least_width);
    layout_->setContentsMargins(theme::grid, 2, theme::grid, 2);
    layout_->setSpacing(theme::grid / 2);
    make_buttons();
    layout_->addSpacing(theme::grid);
    make_counters();
    speed_ = new QLabel(this);
    speed_->setAccessibleName(QStringLiteral("Speed"));
    speed_->setMinimumWidth(speed_width);
    layout_->addWidget(speed_);
    layout_->addStretch(1);
    added_ = layout_->count();
    dropped_ = new QLabel(this);
    dropped_->setAccessibleName(QStringLiteral("Dropped frames"));
    dropped_->setToolTip(QStringLiteral("Frames of the picture that could not be shown in time"));
    dropped_->setStyleSheet(QStringLiteral("color: ") + QColor(theme::mute).name());
    dropped_->hide();
    layout_->addWidget(dropped_);
    layout_->addSpacing(theme::grid);
    device_ = new QLabel(this);
    device_->setAccessibleName(QStringLiteral("Sound device"));
    device_->setMinimumWidth(2 * theme::click_target); // rather cut off than a window wider than the screen
    layout_->addWidget(device_);
    tick(ports_.transport.state());
}

QToolButton* TransportBar::button(int sign, const QString& name, std::function<void()> run) {
    auto* const button = new QToolButton(this);
    button->setIcon(theme::icon(static_cast<theme::Sign>(sign)));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedSize(theme::click_target + theme::grid, theme::click_target + theme::grid / 2);
    connect(button, &QToolButton::clicked, this, std::move(run));
    layout_->addWidget(button);
    return button;
}

void TransportBar::make_buttons() {
    using theme::Sign;
    const auto add = [this](Sign sign, const char* name, std::function<void()> run) {
        return button(static_cast<int>(sign), QString::fromLatin1(name), std::move(run));
    };
    add(Sign::start, "Go to the session's start", [this] { control_.go_to_start(); });
    add(Sign::back, "Shuttle backwards", [this] { control_.shuttle(-1); });
    add(Sign::stop, "Stop", [this] { control_.stop(); });
    play_ = add(Sign::play, "Play", [this] { control_.play_or_stop(); });
    add(Sign::forward, "Shuttle forwards", [this] { control_.shuttle(1); });
    add(Sign::end, "Go to the end of the programme", [this] { control_.go_to_end(); });
    loop_ = add(Sign::loop, "Loop the selection", [this] { control_.toggle_loop(); });
    rolls_ = add(Sign::rolls, "Pre- and post-roll", [this] { control_.roll.on = !control_.roll.on; });
    for (QToolButton* const one : {play_, loop_, rolls_})
        one->setCheckable(true);
    pre_ = roll_length("pre ", QStringLiteral("Pre-roll"), control_.roll.pre_seconds);
    post_ = roll_length("post ", QStringLiteral("Post-roll"), control_.roll.post_seconds);
}

QDoubleSpinBox* TransportBar::roll_length(const char* prefix, const QString& name, double& seconds) {
    auto* const box = new QDoubleSpinBox(this);
    box->setAccessibleName(name);
    box->setToolTip(name + QStringLiteral(": how long it plays before and after what is selected"));
    box->setPrefix(QString::fromLatin1(prefix));
    box->setSuffix(QStringLiteral(" s"));
    box->setRange(0, Roll::longest_seconds);
    box->setDecimals(1);
    box->setSingleStep(0.5);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setFocusPolicy(Qt::ClickFocus);
    box->setValue(seconds);
    connect(box, &QDoubleSpinBox::valueChanged, this, [&seconds](double now) { seconds = now; });
    connect(box, &QDoubleSpinBox::editingFinished, box, &QWidget::clearFocus); // Space plays again
    layout_->addWidget(box);
    return box;
}

void TransportBar::make_counters() {
    main_ = new Counter(QStringLiteral("Timecode"), main_digits, this);
    second_ = new Counter(QStringLiteral("Second counter"), second_digits, this);
    second_->set_unit(Unit::feet_frames);
    for (Counter* const counter : {main_, second_}) {
        counter->entered = [this](const std::string& typed, Unit unit) {
            const auto at =
                parse_position(typed, unit, ports_.document.now(), ports_.transport.state().heard);
            if (!at) return say(at.error().text());
            control_.go_to(*at);
        };
        layout_->addWidget(counter);
    }
    unit_ = new QComboBox(this);
    unit_->setAccessibleName(QStringLiteral("Unit of the second counter"));
    unit_->setFocusPolicy(Qt::TabFocus);
    for (const auto name : unit_names)
        unit_->addItem(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    unit_->setCurrentIndex(static_cast<int>(second_->unit()));
    connect(unit_, &QComboBox::currentIndexChanged, this,
            [this](int index) { second_->set_unit(static_cast<Unit>(index)); });
    layout_->addWidget(unit_);
}

void TransportBar::set_second_unit(Unit unit) { unit_->setCurrentIndex(static_cast<int>(unit)); }

void TransportBar::add(QWidget* widget) { layout_->insertWidget(added_++, widget); }

void TransportBar::tick(const TransportState& now) {
    main_->show_position(now.heard, ports_.document.now());
    second_->show_position(now.heard, ports_.document.now());
    show_text(speed_, in_words(now));
    if (play_->isChecked() != (now.speed != 0)) play_->setChecked(now.speed != 0);
    if (loop_->isChecked() != now.loop.has_value()) loop_->setChecked(now.loop.has_value());
    if (rolls_->isChecked() != control_.roll.on) rolls_->setChecked(control_.roll.on);
    if (pre_->value() != control_.roll.pre_seconds) pre_->setValue(control_.roll.pre_seconds);
    if (post_->value() != control_.roll.post_seconds) post_->setValue(control_.roll.post_seconds);
    show_device(now);
    show_dropped();
}

void TransportBar::show_device(const TransportState& now) {
    const bool lost = now.health == DeviceHealth::lost;
    QString text = !now.device.empty() ? QString::fromStdString(now.device)
                   : lost              ? QStringLiteral("Sound device lost")
                                       : QStringLiteral("No sound device");
    if (now.health == DeviceHealth::running)
        text += QString::fromStdString(fmt::format("  {:.0f} %", now.load * 100));
    if (now.underruns > 0) text += QString::fromStdString(fmt::format("  {} underruns", now.underruns));
    show_text(device_, text);
    const QString tip = now.device_sentence.empty() ? QString::fromStdString(now.device)
                                                    : QString::fromStdString(now.device_sentence);
    if (device_->toolTip() != tip) {
        device_->setToolTip(tip);
        device_->setAccessibleDescription(tip);
    }
    // A style sheet is read anew each time it is set.
    if (std::exchange(device_colour_, colour_of(now.health)) != colour_of(now.health))
        device_->setStyleSheet(QStringLiteral("color: ") + QColor(device_colour_).name());
}

// What other places say, too, goes where there is no room for it: a bar must not be wider than the screen.
void TransportBar::fit() {
    const std::initializer_list<QWidget*> dispensable{pre_, post_, unit_, second_, speed_};
    for (QWidget* const one : dispensable)
        one->show();
    for (QWidget* const one : dispensable) {
        layout_->invalidate();
        if (layout_->minimumSize().width() <= width()) return;
        one->hide();
    }
}

void TransportBar::show_dropped() {
    const std::uint64_t dropped = ports_.pictures.dropped();
    if (dropped == 0) return dropped_->hide();
    show_text(dropped_, QString::fromStdString(
                            fmt::format("{} {} dropped", dropped, dropped == 1 ? "frame" : "frames")));
    dropped_->show();
}

} // namespace dub::ui
