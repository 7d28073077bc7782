#include "ui/prints/prints_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <fmt/format.h>

#include "engine/session/lookup.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

struct PrintColumn {
    enum : int { name, of, condition };
};
constexpr int place_role = Qt::UserRole;

std::string range_words(const session::Session& session, const std::vector<SampleRange>& ranges) {
    std::string words = fmt::format("{} to {}", session::timecode(session, ranges.front().start),
                                    session::timecode(session, ranges.front().end));
    if (ranges.size() > 1) words += fmt::format(", and {} more", ranges.size() - 1);
    return words;
}

} // namespace

std::string words_for(const session::Session& session, const PrintRow& row) {
    if (!row.stale.empty()) return "out of date from " + range_words(session, row.stale);
    if (!row.unknown.empty()) return "not known from " + range_words(session, row.unknown);
    return row.heard.empty() ? "empty" : "up to date";
}

PrintsPanel::PrintsPanel(PrintPort& prints, DocumentPort& document, QWidget* parent)
    : QWidget(parent)
    , prints_(prints)
    , document_(document)
    , list_(new QTreeWidget(this))
    , state_(new QLabel(this))
    , all_(new QPushButton(QStringLiteral("Print all"), this))
    , selection_(new QPushButton(QStringLiteral("Print selection"), this))
    , again_(new QPushButton(QStringLiteral("Lay it again"), this))
    , give_up_(new QPushButton(QStringLiteral("Give it up"), this)) {
    setAccessibleName(QStringLiteral("Prints"));
    list_->setAccessibleName(QStringLiteral("List of prints"));
    list_->setHeaderLabels(
        {QStringLiteral("Print"), QStringLiteral("Of"), QStringLiteral("Sounds like the session")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->header()->setSectionResizeMode(PrintColumn::name, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(PrintColumn::of, QHeaderView::ResizeToContents);
    state_->setWordWrap(true);
    all_->setToolTip(QStringLiteral("The armed stems, all when none is armed, over the whole programme"));
    selection_->setToolTip(QStringLiteral("The armed stems, all when none is armed, over the selection"));
    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(all_);
    buttons->addWidget(selection_);
    buttons->addStretch(1);
    buttons->addWidget(again_);
    buttons->addWidget(give_up_);
    auto* const lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, theme::grid / 2, 0, 0);
    lines->setSpacing(theme::grid / 2);
    lines->addWidget(list_, 1);
    lines->addWidget(state_);
    lines->addLayout(buttons);
    connect(all_, &QPushButton::clicked, this, [this] { print_all(); });
    connect(again_, &QPushButton::clicked, this, [this] { prints_.lay_again(); });
    connect(give_up_, &QPushButton::clicked, this, [this] { prints_.give_up(); });
    connect(selection_, &QPushButton::clicked, this, [this] { print_selection(); });
    connect(list_, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
        const QVariant place = item->data(PrintColumn::name, place_role);
        if (place.isValid()) go_to({place.toLongLong()});
    });
    list();
}

void PrintsPanel::tick() {
    if (!isVisible() || shown_ == prints_.revision()) return;
    list();
}

void PrintsPanel::list() {
    shown_ = prints_.revision();
    const session::Session& session = document_.now();
    list_->clear();
    for (const PrintRow& row : prints_.prints()) {
        const std::string what = row.version.empty() ? row.bus : row.bus + " (" + row.version + ")";
        auto* const item =
            new QTreeWidgetItem(list_, {text_of(row.name), text_of(what), text_of(words_for(session, row))});
        const bool current = row.stale.empty() && row.unknown.empty();
        item->setForeground(PrintColumn::condition, QColor(current ? theme::good : theme::solo));
        item->setToolTip(PrintColumn::condition, item->text(PrintColumn::condition));
        const auto& doubtful = row.stale.empty() ? row.unknown : row.stale;
        if (!doubtful.empty())
            item->setData(PrintColumn::name, place_role,
                          QVariant::fromValue<qlonglong>(doubtful.front().start.value));
    }
    const bool none = prints_.prints().empty();
    const bool kept = prints_.unlaid() > 0;
    again_->setVisible(kept);
    give_up_->setVisible(kept);
    state_->setText(
        kept ? QStringLiteral("A print that was recorded is not in the session yet. It is kept until the "
                              "session is closed: make room on the disk and lay it again.")
        : prints_.looking() ? QStringLiteral("Comparing with the session …")
        : none              ? QStringLiteral("Nothing is printed yet. Arm stems in the console (R), play and "
                                                          "press F12, or print all.")
                            : QString());
    state_->setVisible(!state_->text().isEmpty());
}

} // namespace dub::ui
