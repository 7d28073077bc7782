#include "ui/console/fader.h"

#include <cmath>
#include <memory>

#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

#include "engine/session/fader_law.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int cap_height = 22, cap_width = 24, slot_width = 4, scale_width = 16;
constexpr double coarse_db = 0.5, fine_db = 0.1, fine = 10, wheel_notch = 120;
constexpr double marks_db[] = {12, 6, 0, -5, -10, -20, -30, -40, -60};

double finer(Qt::KeyboardModifiers keys) { return keys.testFlag(Qt::ControlModifier) ? 1 / fine : 1; }
// Of the wheel and of keys.
double step_db(Qt::KeyboardModifiers keys) {
    return keys.testFlag(Qt::ControlModifier) ? fine_db : coarse_db;
}

} // namespace

Fader::Fader(const QString& name, QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(name);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(QStringLiteral("Drag; Ctrl: finer. Alt and a click: 0 dB. Double click: type a level."));
    show_level(0);
}

QRect Fader::track() const {
    return {scale_width + (width() - scale_width - slot_width) / 2, cap_height / 2, slot_width,
            std::max(1, height() - cap_height)};
}

QRect Fader::cap() const {
    const QRect way = track();
    const int y =
        way.bottom() - static_cast<int>(std::lround(session::fader_travel(db_) * (way.height() - 1)));
    return {way.center().x() - cap_width / 2, y - cap_height / 2, cap_width, cap_height};
}

void Fader::set_level(double db) {
    if (!held_ && db != db_) show_level(db);
}

void Fader::show_level(double db) {
    db_ = std::clamp(db, session::strip::fader.min, session::strip::fader.max);
    describe();
    update();
}

void Fader::describe() {
    QString words = QString::fromStdString(session::fader_text(db_)) + QStringLiteral(" dB");
    if (is_of_version()) words += QStringLiteral(", trim of ") + version_;
    setAccessibleDescription(words);
}

void Fader::set_of_version(const QString& name) {
    if (name == version_) return;
    version_ = name;
    describe();
    update();
}

void Fader::set_automated(bool automated) {
    if (automated == automated_) return;
    automated_ = automated;
    update();
}

void Fader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect way = track();
    painter.fillRect(way, QColor(is_of_version() ? theme::input : theme::well));
    painter.setFont(theme::number_font(9));
    for (const double db : marks_db) {
        const int y =
            way.bottom() - static_cast<int>(std::lround(session::fader_travel(db) * (way.height() - 1)));
        painter.setPen(QColor(db == 0 ? theme::text : theme::label));
        painter.drawText(QRect(0, y - 6, scale_width, 12), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(std::abs(db)));
        painter.setPen(QColor(db == 0 ? theme::outline : theme::line));
        painter.drawLine(scale_width + 2, y, width() - 2, y);
    }
    const QRect place = cap();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(hasFocus() ? theme::accent : theme::outline), 1));
    painter.setBrush(QColor(held_ ? theme::outline : theme::raised));
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(place.left() + 2, place.center().y(), place.width() - 4, 2,
                     QColor(automated_        ? theme::good
                            : is_of_version() ? theme::input
                                              : theme::text));
}

void Fader::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (event->modifiers().testFlag(Qt::AltModifier)) return set(session::strip::fader.fallback);
    held_ = true;
    touched();
    last_ = event->pos();
    travel_ = session::fader_travel(db_);
    update();
}

void Fader::mouseMoveEvent(QMouseEvent* event) {
    if (!held_) return;
    const double by = static_cast<double>(last_.y() - event->pos().y()) / std::max(1, track().height() - 1);
    last_ = event->pos();
    travel_ += by * finer(event->modifiers());
    show_level(session::fader_level(travel_));
    moved(db_);
}

void Fader::mouseReleaseEvent(QMouseEvent*) {
    if (!held_) return;
    held_ = false;
    update();
    let_go();
}

// No release comes to what is hidden. Whatever hides it is under way and must not meet the edit.
void Fader::hideEvent(QHideEvent* event) {
    if (std::exchange(held_, false))
        QMetaObject::invokeMethod(
            this, [this] { let_go(); }, Qt::QueuedConnection);
    QWidget::hideEvent(event);
}

void Fader::set(double db) {
    show_level(db);
    moved(db_);
    let_go();
}

void Fader::mouseDoubleClickEvent(QMouseEvent*) { type(); }

void Fader::step(double by) {
    const double from = std::max(db_, session::fader_marks[1].db); // out of the closed end
    set(by < 0 && from + by < session::fader_marks[1].db ? session::strip::fader.min : from + by);
}

void Fader::wheelEvent(QWheelEvent* event) {
    step(event->angleDelta().y() / wheel_notch * step_db(event->modifiers()));
    event->accept();
}

void Fader::keyPressEvent(QKeyEvent* event) {
    const double by = step_db(event->modifiers());
    switch (event->key()) {
    case Qt::Key_Up: return step(by);
    case Qt::Key_Down: return step(-by);
    case Qt::Key_Return:
    case Qt::Key_Enter: return type();
    default: QWidget::keyPressEvent(event);
    }
}

// The Return that ends a line comes here, too, and is not to open the next.
void Fader::type() {
    if (findChild<QLineEdit*>() != nullptr) return;
    if (std::exchange(held_, false)) let_go();
    auto* const line = new QLineEdit(QString::fromStdString(session::fader_text(db_)), this);
    line->setAccessibleName(accessibleName() + QStringLiteral(", level in decibels"));
    line->setGeometry(0, height() / 2 - 12, width(), 24);
    line->selectAll();
    line->show();
    line->setFocus();
    // Else what was rounded to be shown would be an edit.
    const auto was_typed = std::make_shared<bool>(false);
    connect(line, &QLineEdit::textChanged, line, [was_typed] { *was_typed = true; });
    connect(line, &QLineEdit::editingFinished, line, [this, line, was_typed] {
        const auto typed = session::fader_typed(line->text().toStdString());
        line->blockSignals(true);
        line->deleteLater();
        if (typed && *was_typed) set(*typed);
    });
}

} // namespace dub::ui
