#include "ui/transport/counter.h"

#include <QKeyEvent>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {

Counter::Counter(const QString& name, int pixels, QWidget* parent)
    : QLineEdit(parent) {
    setAccessibleName(name);
    setToolTip(name + QStringLiteral(": click and type to go somewhere"));
    setFont(theme::number_font(pixels));
    setFrame(false);
    setReadOnly(true);
    setFocusPolicy(Qt::ClickFocus);
    setAlignment(Qt::AlignCenter);
    setContextMenuPolicy(Qt::NoContextMenu);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void Counter::set_unit(Unit unit) { unit_ = unit; }

void Counter::show_position(SamplePos at, const session::Session& session) {
    if (!isReadOnly()) return; // somebody is typing
    const QString now = QString::fromStdString(position_text(at, unit_, session));
    if (now != text()) setText(now);
}

void Counter::begin_entry() {
    if (!isReadOnly()) return;
    before_ = window()->focusWidget();
    setReadOnly(false);
    setFocus(Qt::OtherFocusReason);
    selectAll();
}

void Counter::end_entry() {
    if (isReadOnly()) return;
    setReadOnly(true);
    deselect();
    if (before_ != nullptr && before_ != this)
        before_->setFocus();
    else
        clearFocus();
}

// While somebody types, no key is a command of the window: Return ends the typing.
bool Counter::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && !isReadOnly()) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void Counter::mousePressEvent(QMouseEvent* event) {
    if (isReadOnly())
        begin_entry();
    else
        QLineEdit::mousePressEvent(event);
}

void Counter::keyPressEvent(QKeyEvent* event) {
    if (isReadOnly()) return event->ignore();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const std::string typed = text().toStdString();
        end_entry();
        if (entered) entered(typed, unit_);
        return;
    }
    case Qt::Key_Escape: return end_entry();
    default: QLineEdit::keyPressEvent(event);
    }
}

void Counter::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    setReadOnly(true);
    deselect();
}

QSize Counter::sizeHint() const {
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(QStringLiteral("-00:00:00:00")) + theme::grid, metrics.height()};
}

} // namespace dub::ui
