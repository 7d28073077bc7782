#include "ui/markers/markers_panel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "engine/session/lookup.h"
#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

struct MarkerColumn {
    enum : int { number, time, name, comment };
};
constexpr int id_role = Qt::UserRole;

MarkerId id_of(const QTreeWidgetItem& item) {
    return {item.data(MarkerColumn::number, id_role).toULongLong()};
}

} // namespace

MarkersPanel::MarkersPanel(DocumentPort& document, QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , typed_(new QLineEdit(this))
    , list_(new QTreeWidget(this)) {
    setAccessibleName(QStringLiteral("Markers"));
    typed_->setAccessibleName(QStringLiteral("Search markers"));
    typed_->setPlaceholderText(QStringLiteral("Search markers"));
    typed_->setClearButtonEnabled(true);
    list_->setAccessibleName(QStringLiteral("List of markers"));
    list_->setHeaderLabels(
        {QStringLiteral("No."), QStringLiteral("Time"), QStringLiteral("Name"), QStringLiteral("Comment")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->header()->setSectionResizeMode(MarkerColumn::number, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(MarkerColumn::time, QHeaderView::ResizeToContents);
    list_->installEventFilter(this);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::grid / 2, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(typed_);
    layout->addWidget(list_);
    connect(typed_, &QLineEdit::textChanged, this, [this] { list(); });
    connect(list_, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
        const session::Session& session = document_.now();
        if (const auto* marker = session::find_marker(session, id_of(*item)))
            go_to(session::sample_of(session, marker->at));
    });
    connect(list_, &QTreeWidget::itemDoubleClicked, this,
            [this](QTreeWidgetItem* item) { ask(id_of(*item)); });
    show(document_.now());
}

void MarkersPanel::show(const session::Session& now) {
    if (shown_ == now.markers && info_ == now.info) return;
    shown_ = now.markers;
    info_ = now.info;
    list();
}

void MarkersPanel::list() {
    const session::Session& session = document_.now();
    const MarkerId chosen = list_->currentItem() == nullptr ? MarkerId{} : id_of(*list_->currentItem());
    list_->clear();
    int count = 0;
    for (const session::Marker& marker : *shown_) {
        ++count;
        const QString words = text_of(marker.name), more = text_of(marker.comment);
        if (!words.contains(typed_->text(), Qt::CaseInsensitive) &&
            !more.contains(typed_->text(), Qt::CaseInsensitive))
            continue;
        auto* const item = new QTreeWidgetItem(
            list_, {QString::number(count),
                    text_of(session::timecode(session, session::sample_of(session, marker.at))), words,
                    more.simplified()});
        item->setData(MarkerColumn::number, id_role, QVariant::fromValue<qulonglong>(marker.id.value));
        const QColor own(text_of(marker.colour));
        item->setForeground(MarkerColumn::number, own.isValid() ? own : QColor(theme::solo));
        item->setToolTip(MarkerColumn::comment, more);
        if (marker.id == chosen) list_->setCurrentItem(item);
    }
}

void MarkersPanel::remove(const QTreeWidgetItem& item) {
    const std::string what = "Remove marker " + item.text(MarkerColumn::name).toStdString();
    if (const auto done = document_.apply({{"remove_marker", {{"marker", value(id_of(item))}}}}, what); !done)
        say(done.error().text());
}

bool MarkersPanel::eventFilter(QObject* object, QEvent* event) {
    const QTreeWidgetItem* const item = list_->currentItem();
    if (item == nullptr || event->type() != QEvent::KeyPress) return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) return ask(id_of(*item)), true;
    if (key == Qt::Key_Delete) return remove(*item), true;
    return QWidget::eventFilter(object, event);
}

} // namespace dub::ui
