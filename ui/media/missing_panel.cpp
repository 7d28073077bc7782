#include "ui/media/missing_panel.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/media/missing_words.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

struct MissingColumn {
    enum : int { name, fault, path, use, columns };
};

const char* word_of(MediaFault fault) {
    switch (fault) {
    case MediaFault::missing: return "missing";
    case MediaFault::exchanged: return "changed";
    case MediaFault::unusable: return "unusable";
    }
    return "";
}

QString text_of(const std::string& text) { return QString::fromStdString(text); }

std::optional<std::filesystem::path> chosen(const QString& path) {
    if (path.isEmpty()) return std::nullopt;
    return path.toStdString();
}

} // namespace

MissingPanel::MissingPanel(MissingPort& missing, DocumentPort& document, QWidget* parent)
    : QWidget(parent)
    , missing_(missing)
    , document_(document)
    , words_(new QLabel(this))
    , about_(new QLabel(this))
    , list_(new QTreeWidget(this)) {
    ask_folder = [this] {
        return chosen(
            QFileDialog::getExistingDirectory(this, QStringLiteral("Folder to search for missing media")));
    };
    ask_file = [this](const MissingMedia& one) {
        return chosen(QFileDialog::getOpenFileName(this, "File of " + text_of(one.name)));
    };
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid / 2, theme::grid / 2, theme::grid / 2, theme::grid / 2);
    words_->setWordWrap(true);
    about_->setWordWrap(true);
    about_->setStyleSheet(QStringLiteral("color: ") + QColor(theme::label).name());
    list_->setAccessibleName(QStringLiteral("Missing media"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setColumnCount(MissingColumn::columns);
    list_->setHeaderLabels({QStringLiteral("Name"), QStringLiteral("State"), QStringLiteral("Was at"),
                            QStringLiteral("Used by")});
    list_->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(words_);
    column->addWidget(list_, 1);
    column->addWidget(about_);
    column->addLayout(make_buttons());
    connect(list_, &QTreeWidget::currentItemChanged, this, [this] { show_current(); });
    const auto go = [this] {
        if (const MissingMedia* const one = current()) go_to(uses_[one->id]);
    };
    connect(list_, &QTreeWidget::itemClicked, this, go);
    connect(list_, &QTreeWidget::itemActivated, this, go);
}

void MissingPanel::showEvent(QShowEvent*) { refresh(); }

QLayout* MissingPanel::make_buttons() {
    auto* const row = new QHBoxLayout;
    const auto button = [&](const char* text, const char* name, auto clicked) {
        auto* const made = new QPushButton(QString::fromUtf8(text), this);
        made->setAccessibleName(QString::fromLatin1(name));
        connect(made, &QPushButton::clicked, this, clicked);
        row->addWidget(made);
        return made;
    };
    search_ =
        button("Search a folder …", "Search a folder for all missing media", [this] { ask_and_search(); });
    choose_ = button("Choose the file …", "Choose the file of the chosen media", [this] { choose(); });
    row->addStretch(1);
    take_ = button("Use it", "Use the file that was offered", [this] { answer_offer(true); });
    refuse_ = button("Do not", "Do not use the file that was offered", [this] { answer_offer(false); });
    return row;
}

const MissingMedia* MissingPanel::current() const {
    const QTreeWidgetItem* const item = list_->currentItem();
    if (item == nullptr) return nullptr;
    const std::string id = item->data(MissingColumn::name, Qt::UserRole).toString().toStdString();
    for (const MissingMedia& one : missing_.list())
        if (one.id == id) return &one;
    return nullptr;
}

void MissingPanel::refresh() {
    uses_ = missing_.list().empty() ? std::map<std::string, MediaUse>{} : uses_of_media(document_.now());
    const MissingMedia* const before = current();
    const std::string kept = before == nullptr ? "" : before->id;
    const QSignalBlocker quiet(list_);
    list_->clear();
    QList<QTreeWidgetItem*> rows;
    QTreeWidgetItem* again = nullptr;
    for (const MissingMedia& one : missing_.list()) {
        const std::string state = std::string(word_of(one.fault)) + (one.offer.empty() ? "" : ", offered");
        auto* const row = new QTreeWidgetItem(
            {text_of(one.name), text_of(state), text_of(one.path), text_of(use_text(uses_[one.id]))});
        row->setData(MissingColumn::name, Qt::UserRole, text_of(one.id));
        for (int c = 0; c < MissingColumn::columns; ++c)
            row->setToolTip(c, c == MissingColumn::fault ? text_of(one.sentence) : row->text(c));
        row->setForeground(MissingColumn::fault,
                           QColor(one.fault == MediaFault::exchanged ? theme::mute : theme::record));
        rows.push_back(row);
        if (one.id == kept || again == nullptr) again = row;
    }
    list_->addTopLevelItems(rows);
    list_->setVisible(!rows.isEmpty());
    for (const int c : {MissingColumn::name, MissingColumn::fault})
        list_->resizeColumnToContents(c);
    list_->setColumnWidth(MissingColumn::name, std::min(list_->columnWidth(MissingColumn::name), 200));
    if (again != nullptr) list_->setCurrentItem(again);
    const std::string words = missing_words(missing_.list());
    words_->setText(words.empty() ? QStringLiteral("All media are there, as they were imported.")
                                  : text_of(words));
    show_current();
}

void MissingPanel::show_current() {
    const MissingMedia* const one = current();
    const bool offered = one != nullptr && !one->offer.empty();
    const bool writable = !document_.read_only();
    search_->setEnabled(writable && !missing_.list().empty());
    choose_->setEnabled(writable && one != nullptr);
    take_->setVisible(offered);
    refuse_->setVisible(offered);
    about_->setVisible(one != nullptr);
    if (one == nullptr) return;
    about_->setText(offered ? text_of(one->offer.string() + ": " + one->doubt) : text_of(one->sentence));
}

void MissingPanel::ask_and_search() {
    if (const auto folder = ask_folder()) missing_.search(*folder);
}

void MissingPanel::choose() {
    const MissingMedia* const one = current();
    if (one == nullptr) return;
    const std::string id = one->id; // the list may change while the question stands
    if (const auto file = ask_file(*one)) missing_.choose(id, *file);
}

void MissingPanel::answer_offer(bool take) {
    const MissingMedia* const one = current();
    if (one == nullptr) return;
    const std::string id = one->id;
    if (!take) return missing_.refuse_offer(id);
    if (const auto done = missing_.take_offer(id); !done) say(done.error().text());
}

} // namespace dub::ui
