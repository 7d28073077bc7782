#include "ui/automation/safe_sign.h"

#include <algorithm>

#include <QContextMenuEvent>
#include <QMenu>

#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/passes/control.h"
#include "ui/automation/automation_commands.h"
#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr theme::Metric sign_width{10}, sign_height{13};

bool holds(const std::vector<session::ParameterAddress>& list, const session::ParameterAddress& one) {
    return std::ranges::find(list, one) != list.end();
}

// As set_automation takes them: "fader", "s7:level"; "none" alone is none.
std::vector<std::string> words_of(const std::vector<session::ParameterAddress>& addresses) {
    std::vector<std::string> words;
    for (const session::ParameterAddress& one : addresses) {
        const std::string slot = one.insert ? one.insert.text() + ":" : one.send ? one.send.text() + ":" : "";
        words.push_back(slot + one.parameter);
    }
    return words.empty() ? std::vector<std::string>{"none"} : words;
}

} // namespace

SafeSign::SafeSign(QWidget& control, const Ports& ports, Of of)
    : QLabel(QStringLiteral("s"), &control)
    , control_(control)
    , ports_(ports)
    , of_(std::move(of))
    , tip_(control.toolTip()) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAlignment(Qt::AlignCenter);
    setFixedSize(sign_width, sign_height);
    QPalette colours = palette(); // a console has hundreds of them, and a style sheet for each would be slow
    colours.setColor(QPalette::Window, QColor(theme::label));
    colours.setColor(QPalette::WindowText, QColor(theme::on_colour));
    setPalette(colours);
    setAutoFillBackground(true);
    control_.installEventFilter(this);
    for (QWidget* const part : control_.findChildren<QWidget*>())
        if (part != this) part->installEventFilter(this);
    place();
    refresh();
}

void SafeSign::refresh() {
    const session::Session& session = ports_.document.now();
    const session::Strip* const strip = session::find_strip(session, of_.owner);
    const bool safe = strip != nullptr && holds(strip->automation.safe_parameters, of_.addresses.front());
    if (!accessibleName().isEmpty() && safe != isHidden()) return;
    setAccessibleName(text_of(session::name_of(session, {of_.owner, of_.addresses.front()})) +
                      QStringLiteral(": safe from automation"));
    setVisible(safe);
    const QString words = QStringLiteral("Safe from automation: passes do not write it.");
    control_.setToolTip(!safe ? tip_ : tip_.isEmpty() ? words : tip_ + QLatin1Char('\n') + words);
}

void SafeSign::place() { move(control_.width() - width() - 1, 1); }

bool SafeSign::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &control_ && event->type() == QEvent::Resize) place();
    if (event->type() != QEvent::ContextMenu) return false;
    offer(static_cast<QContextMenuEvent*>(event)->globalPos());
    return true;
}

void SafeSign::offer(QPoint at) {
    auto* const menu = new QMenu(&control_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(QStringLiteral("Automation of ") + control_.accessibleName());
    QAction* const safe = menu->addAction(QStringLiteral("Safe from automation"));
    safe->setCheckable(true);
    safe->setChecked(!isHidden());
    safe->setEnabled(!ports_.document.read_only());
    connect(safe, &QAction::triggered, this, [this](bool on) { set_safe(on); });
    menu->popup(at);
}

void SafeSign::set_safe(bool safe) {
    const session::Session& session = ports_.document.now();
    const session::Strip* const strip = session::find_strip(session, of_.owner);
    if (strip == nullptr) return;
    auto addresses = strip->automation.safe_parameters;
    std::erase_if(addresses, [&](const auto& one) { return holds(of_.addresses, one); });
    if (safe) addresses.insert(addresses.end(), of_.addresses.begin(), of_.addresses.end());
    const std::string name = session::name_of(session, {of_.owner, of_.addresses.front()});
    set_automation(ports_, {of_.owner}, {{"safe_parameters", value(words_of(addresses))}},
                   (safe ? "Safe: " : "No longer safe: ") + name, say);
    refresh();
}

std::vector<session::ParameterAddress> pan_addresses() {
    std::vector<session::ParameterAddress> all;
    for (const session::Parameter& one : session::strip::all)
        if (one.id.starts_with("pan.")) all.push_back(address_of(one));
    return all;
}

} // namespace dub::ui
