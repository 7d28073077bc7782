#include "ui/history/history_panel.h"

#include "ui/theme/tokens.h"

namespace dub::ui {

HistoryPanel::HistoryPanel(DocumentPort& document, QWidget* parent)
    : QListWidget(parent)
    , document_(document) {
    setAccessibleName(QStringLiteral("History"));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (showing_ || row < 0) return;
        if (const auto gone = document_.go_to(static_cast<std::size_t>(row)); !gone) say(gone.error().text());
    });
}

// Only what is another is made anew: a long history grows by one line at a time.
void HistoryPanel::show(const session::Session&) {
    showing_ = true;
    const auto entries = document_.history();
    while (count() > static_cast<int>(entries.size()))
        delete takeItem(count() - 1);
    for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
        const QString name = QString::fromStdString(entries[static_cast<std::size_t>(i)].name);
        if (i == count())
            addItem(name);
        else if (item(i)->text() != name)
            item(i)->setText(name);
        const bool undone = i > static_cast<int>(document_.history_at());
        item(i)->setForeground(undone ? QBrush(QColor(theme::outline)) : QBrush());
    }
    setCurrentRow(static_cast<int>(document_.history_at()));
    scrollToItem(currentItem());
    showing_ = false;
}

} // namespace dub::ui
