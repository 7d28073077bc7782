#include "ui/console/mode_button.h"

#include <QMenu>

#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

using session::AutomationMode;
struct Look {
    AutomationMode mode;
    const char *name, *letter;
    QRgb colour;
};
constexpr Look looks[] = {{AutomationMode::off, "Off", "O", theme::automation_off},
                          {AutomationMode::read, "Read", "R", theme::good},
                          {AutomationMode::touch, "Touch", "T", theme::solo},
                          {AutomationMode::latch, "Latch", "L", theme::mute},
                          {AutomationMode::write, "Write", "W", theme::record}};

const Look& look_of(AutomationMode mode) { return looks[static_cast<std::size_t>(mode)]; }

QString in_words(const ModeButton::Shown& shown) {
    QString words = mode_name(shown.mode);
    if (shown.trim) words += QStringLiteral(", trim");
    if (shown.safe) words += QStringLiteral(", safe");
    if (shown.suspended) words += QStringLiteral(", suspended");
    if (shown.hands == HandsOn::writing) words += QStringLiteral(", writing");
    if (shown.hands == HandsOn::previewing) words += QStringLiteral(", preview");
    return words;
}

} // namespace

QString mode_name(AutomationMode mode) { return QString::fromLatin1(look_of(mode).name); }

ModeButton::ModeButton(const QString& strip, QWidget* parent)
    : QToolButton(parent)
    , strip_(strip) {
    setAccessibleName(QStringLiteral("Automation of ") + strip);
    setToolTip(QStringLiteral("Automation: off, read, touch, latch, write. Alt and a click: of all strips"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleDescription(in_words(shown_));
    connect(this, &QToolButton::clicked, this, [this] {
        open(keys_.testFlag(Qt::AltModifier) ? Meant::all : Meant::strip);
        keys_ = {};
    });
}

QSize ModeButton::sizeHint() const { return {theme::click_target, theme::click_target}; }

void ModeButton::show_as(const Shown& shown) {
    if (shown == shown_) return;
    shown_ = shown;
    setAccessibleDescription(in_words(shown));
    update();
}

void ModeButton::mouseReleaseEvent(QMouseEvent* event) {
    keys_ = event->modifiers();
    QToolButton::mouseReleaseEvent(event);
}

void ModeButton::open(Meant meant) {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(meant == Meant::all ? QStringLiteral("Automation of all strips")
                                                : accessibleName());
    if (meant == Meant::all) menu->addSection(QStringLiteral("All strips"));
    for (const Look& one : looks) {
        QAction* const entry = menu->addAction(mode_name(one.mode));
        entry->setCheckable(true);
        entry->setChecked(shown_.mode == one.mode && meant == Meant::strip);
        connect(entry, &QAction::triggered, this, [this, meant, mode = one.mode] { choose(mode, meant); });
    }
    menu->addSeparator();
    const auto toggle = [&](const char* name, bool on, const auto& set) {
        QAction* const entry = menu->addAction(QString::fromLatin1(name));
        entry->setCheckable(true);
        entry->setChecked(on);
        connect(entry, &QAction::triggered, this, [this, meant, on, &set] { set(!on, meant); });
    };
    toggle("Trim", shown_.trim, trim);
    toggle("Safe", shown_.safe, safe);
    menu->popup(mapToGlobal(QPoint(0, height())));
}

void ModeButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = look_of(shown_.mode);
    const bool previewing = shown_.hands == HandsOn::previewing;
    const bool filled = shown_.hands == HandsOn::writing || (previewing && shown_.bright);
    const QColor colour(previewing ? theme::input : look.colour);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    QPen edge(colour, hasFocus() ? 2 : 1);
    if (shown_.trim) edge.setStyle(Qt::DashLine);
    painter.setPen(edge);
    painter.setBrush(filled ? colour : QColor(isDown() ? theme::line : theme::raised));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(QColor(filled ? QColor(theme::on_colour) : colour));
    QFont letters = font();
    letters.setBold(true);
    letters.setStrikeOut(shown_.suspended);
    painter.setFont(letters);
    QString text = QString::fromLatin1(look.letter);
    if (shown_.trim) text += QStringLiteral(" t");
    if (shown_.safe) text += QStringLiteral(" safe");
    painter.drawText(rect(), Qt::AlignCenter, text);
}

} // namespace dub::ui
