#include "ui/watch/watch_panel.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>

#include "ui/theme/tokens.h"
#include "ui/transport/position_text.h"

namespace dub::ui {
namespace {

QString text_of(const std::string& text) { return QString::fromStdString(text); }

} // namespace

bool NoteLine::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void NoteLine::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) clear();
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return ended();
    QLineEdit::keyPressEvent(event);
}

WatchPanel::WatchPanel(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports)
    , state_(new QLabel(this))
    , line_(new NoteLine(this))
    , list_(new QListWidget(this))
    , leave_(new QPushButton(QStringLiteral("Back to the session"), this))
    , remove_(new QPushButton(QStringLiteral("Remove the note"), this))
    , open_(new QPushButton(QStringLiteral("Open the list"), this)) {
    setAccessibleName(QStringLiteral("Watch-down"));
    state_->setWordWrap(true);
    line_->setAccessibleName(QStringLiteral("Note"));
    line_->setMaxLength(500); // at most four bytes each
    list_->setAccessibleName(QStringLiteral("Notes"));
    list_->setWordWrap(true);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::grid / 2, theme::grid / 2, theme::grid / 2, theme::grid / 2);
    auto* const buttons = new QHBoxLayout;
    for (QPushButton* const one : {remove_, open_, leave_}) {
        one->setFocusPolicy(Qt::TabFocus);
        one->setAccessibleName(one->text());
        buttons->addWidget(one);
    }
    buttons->insertStretch(2, 1);
    layout->addWidget(state_);
    layout->addWidget(line_);
    layout->addWidget(list_, 1);
    layout->addLayout(buttons);
    connect(line_, &QLineEdit::textEdited, this, [this] { mark_place(); });
    line_->ended = [this] { end_note(); };
    const auto go = [this](const QListWidgetItem* item) {
        if (item != nullptr) go_to({item->data(Qt::UserRole).toLongLong()});
    };
    connect(list_, &QListWidget::itemClicked, this, go);
    connect(list_, &QListWidget::itemActivated, this, go);
    connect(leave_, &QPushButton::clicked, this, [this] { ports_.watch->leave(); });
    connect(remove_, &QPushButton::clicked, this, [this] { remove_note(); });
    connect(open_, &QPushButton::clicked, this, [this] { open_file(ports_.watch->notes_file()); });
    connect(list_, &QListWidget::currentRowChanged, this, [this](int row) { remove_->setEnabled(row >= 0); });
    refresh();
}

void WatchPanel::refresh() {
    const WatchState& now = ports_.watch->state();
    const bool watching = now.phase == WatchState::Phase::watching;
    std::string text = now.sentence;
    if (now.phase == WatchState::Phase::idle && text.empty())
        text = "Nothing is watched down. Choose Watch down beside a delivery in Jobs, or File, Watch down a "
               "delivery.";
    state_->setText(text_of(text));
    state_->setStyleSheet(QStringLiteral("color: ") + QColor(watching ? theme::mute : theme::label).name());
    line_->setEnabled(watching);
    leave_->setEnabled(watching);
    const int row = list_->currentRow();
    const QSignalBlocker quiet(list_);
    list_->clear();
    for (const WatchNote& note : ports_.watch->notes()) {
        auto* const item = new QListWidgetItem(text_of(note.timecode + "  " + note.text), list_);
        item->setData(Qt::UserRole, QVariant::fromValue<qint64>(note.at.value));
        item->setToolTip(text_of(note.heard));
    }
    list_->setCurrentRow(std::min(row, list_->count() - 1));
    remove_->setEnabled(list_->currentRow() >= 0);
    open_->setEnabled(list_->count() > 0);
    if (!place_) line_->setPlaceholderText(QStringLiteral("A note at the place that is heard"));
}

// Where it was heard, not where it was typed to the end.
void WatchPanel::mark_place() {
    if (place_) return;
    place_ = ports_.transport.state().heard;
    line_->setPlaceholderText(QStringLiteral("A note at ") +
                              text_of(position_text(*place_, Unit::timecode, ports_.document.now())));
}

void WatchPanel::write_note() {
    if (!line_->isEnabled()) return say("Nothing is watched down: there is nothing to note.");
    place_.reset();
    mark_place();
    before_ = window()->focusWidget();
    line_->setFocus(Qt::OtherFocusReason);
}

void WatchPanel::end_note() {
    const std::string text = line_->text().toStdString();
    if (!text.empty() && place_)
        if (const auto kept = ports_.watch->note(*place_, text); !kept) return say(kept.error().text());
    line_->clear();
    place_.reset();
    refresh();
    if (before_ != nullptr && before_ != line_)
        before_->setFocus();
    else
        line_->clearFocus();
    before_ = nullptr;
}

void WatchPanel::remove_note() {
    if (list_->currentRow() < 0) return;
    if (const auto done = ports_.watch->remove(static_cast<std::size_t>(list_->currentRow())); !done)
        say(done.error().text());
    refresh();
}

} // namespace dub::ui
