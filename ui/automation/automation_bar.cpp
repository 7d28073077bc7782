#include "ui/automation/automation_bar.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/automation/extents.h"
#include "ui/automation/version_choice.h"
#include "ui/automation/version_commands.h"
#include "ui/monitor/lit_button.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

QHBoxLayout* row_of(QVBoxLayout& lines) {
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::grid / 2);
    lines.addLayout(row);
    return row;
}

} // namespace

AutomationBar::AutomationBar(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , port_(*ports.automation)
    , heard_(new VersionChoice(ports, this))
    , hands_(new HandsChoice(ports, this)) {
    setAccessibleName(QStringLiteral("Automation"));
    setAutoFillBackground(true);
    auto* const lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme::grid, theme::grid / 2, theme::grid, theme::grid / 2);
    lines->setSpacing(theme::grid / 2);
    QHBoxLayout* const settings = row_of(*lines);
    make_settings(*settings);
    settings->addStretch(1);
    settings->addWidget(heard_);
    heard_->say = [this](const std::string& words) { say(words); };
    auto* const versions = new VersionButton(ports, this);
    versions->say = heard_->say;
    settings->addWidget(versions);
    QHBoxLayout* const writing = row_of(*lines);
    make_writing(*writing);
    writing->addStretch(1);
    writing->addWidget(hands_);
    tick();
}

LitButton* AutomationBar::toggle(QLayout& row, const QString& text, const QString& name, QRgb colour,
                                 std::function<bool()> on, std::function<void(bool)> set) {
    auto* const made = new LitButton(text, name, colour, this);
    made->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(made, &QToolButton::clicked, this, [this, on, set = std::move(set)] {
        set(!on());
        tick();
    });
    row.addWidget(made);
    toggles_.push_back({made, std::move(on)});
    return made;
}

QToolButton* AutomationBar::button(QLayout& row, const QString& text, const QString& name,
                                   std::function<void()> run) {
    auto* const made = new QToolButton(this);
    made->setText(text);
    made->setAccessibleName(name);
    made->setToolTip(name);
    made->setFocusPolicy(Qt::TabFocus);
    connect(made, &QToolButton::clicked, this, [this, run = std::move(run)] {
        run();
        tick();
    });
    row.addWidget(made);
    return made;
}

void AutomationBar::setting(QLayout& row, const QString& text, const QString& name,
                            bool session::PassSettings::*member, QRgb colour) {
    toggle(
        row, text, name, colour, [this, member] { return port_.settings().*member; },
        [this, member](bool on) {
            auto settings = port_.settings();
            settings.*member = on;
            port_.set(settings);
        });
}

void AutomationBar::make_settings(QLayout& row) {
    using session::PassSettings;
    setting(row, QStringLiteral("Suspend"),
            QStringLiteral("Suspend automation: no lane plays, none is written"), &PassSettings::suspended,
            theme::record);
    for (const session::ControlKind kind : session::control_kinds)
        toggle(
            row, text_of(session::name_of(kind)),
            QStringLiteral("Passes write: ") + text_of(session::name_of(kind)), theme::good,
            [this, kind] { return port_.settings().enabled.contains(kind); },
            [this, kind](bool on) {
                auto settings = port_.settings();
                if (on)
                    settings.enabled.insert(kind);
                else
                    settings.enabled.erase(kind);
                port_.set(settings);
            });
    match_ = new QDoubleSpinBox(this);
    match_->setAccessibleName(QStringLiteral("Match time"));
    match_->setToolTip(QStringLiteral("How long a control takes to glide back to its lane"));
    match_->setPrefix(QStringLiteral("Match "));
    match_->setSuffix(QStringLiteral(" ms"));
    match_->setDecimals(0);
    match_->setRange(10, 5000);
    match_->setSingleStep(50);
    match_->setKeyboardTracking(false);
    match_->setFocusPolicy(Qt::ClickFocus);
    connect(match_, &QDoubleSpinBox::valueChanged, this, [this](double ms) {
        auto settings = port_.settings();
        settings.match_ms = ms;
        port_.set(settings);
    });
    row.addWidget(match_);
    setting(row, QStringLiteral("Prime"),
            QStringLiteral("Latch prime: strips in latch or write take hands while the session stands"),
            &PassSettings::prime, theme::mute);
    setting(row, QStringLiteral("W to L"), QStringLiteral("Strips in write are in latch after a pass"),
            &PassSettings::latch_after_write, theme::mute);
    setting(row, QStringLiteral("Coalesce"), QStringLiteral("Trims go into the faders at the end of a pass"),
            &PassSettings::coalesce, theme::mute);
}

void AutomationBar::make_writing(QLayout& row) {
    toggle(
        row, QStringLiteral("Preview"), QStringLiteral("Preview: hands are heard and nothing is written"),
        theme::input, [this] { return port_.previewing(); }, [this](bool on) { port_.preview(on); });
    button(row, QStringLiteral("Punch"),
           QStringLiteral("Punch preview: what it holds is written from here on"),
           [this] { port_.punch_preview(); });
    button(row, QStringLiteral("Capture"), QStringLiteral("Capture the values that are heard now"),
           [this] { port_.capture({}); });
    punch_ = button(row, QStringLiteral("Punch capture"),
                    QStringLiteral("Punch what was captured over the selection, or from here on"),
                    [this] { port_.punch_capture(selection()); });
    row.addWidget(new QLabel(QStringLiteral("Write to:"), this));
    for (const NamedExtent& one : extents)
        button(row, text_of(one.button), text_of(one.name), [this, to = one.extent] { port_.write_to(to); });
    button(row, QStringLiteral("Match"), QStringLiteral("All that writes glides back to its lane now"),
           [this] { port_.match_now(); });
}

void AutomationBar::tick() {
    heard_->tick();
    hands_->tick();
    for (const Toggle& one : toggles_)
        one.button->light(one.on());
    if (punch_->isEnabled() != port_.has_capture()) punch_->setEnabled(port_.has_capture());
    if (match_->hasFocus() || match_->value() == port_.settings().match_ms) return;
    const QSignalBlocker quiet(match_);
    match_->setValue(port_.settings().match_ms);
}

} // namespace dub::ui
