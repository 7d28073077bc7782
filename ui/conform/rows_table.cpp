#include "ui/conform/rows_table.h"

#include <algorithm>

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>

#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

QTableWidgetItem* words(std::string_view what) {
    auto* const item = new QTableWidgetItem(text_of(what));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

RowsTable::RowsTable(QWidget* parent)
    : QTableWidget(0, columns, parent) {
    setAccessibleName(QStringLiteral("Where each track goes"));
    setHorizontalHeaderLabels({QStringLiteral("Take"), QStringLiteral("Track of the list"),
                               QStringLiteral("Events"), QStringLiteral("Goes to"), QStringLiteral("Role"),
                               QStringLiteral("Because of")});
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme::click_target + 4);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(taken, 48);
    setColumnWidth(track, 200);
    setColumnWidth(events, 60);
    setColumnWidth(onto, 240);
    setColumnWidth(role, 120);
    setSelectionBehavior(SelectRows);
    connect(this, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem* item) {
        if (item->column() != taken) return;
        at(item->row()).take = item->checkState() == Qt::Checked ? conform::Take::yes : conform::Take::no;
        changed();
    });
}

void RowsTable::set_rows(const session::Session& session, const conform::Turnover& list,
                         std::vector<conform::TrackRow> rows) {
    session_ = session;
    list_ = list;
    rows_ = std::move(rows);
    setRowCount(static_cast<int>(rows_.size()));
    for (int row = 0; row < rowCount(); ++row)
        fill(row);
}

void RowsTable::fill(int row) {
    const QSignalBlocker quiet(this);
    const conform::TrackRow& one = at(row);
    const conform::ListTrack& from = list_.tracks[one.list];
    auto* const take = new QTableWidgetItem;
    take->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    take->setCheckState(one.take == conform::Take::yes ? Qt::Checked : Qt::Unchecked);
    take->setToolTip(QStringLiteral("Import this track"));
    setItem(row, taken, take);
    std::string name = from.name;
    if (!from.department.empty()) name = from.department + ": " + name;
    setItem(row, track, words(name));
    setItem(row, events, words(std::to_string(from.events.size())));
    setCellWidget(row, onto, make_targets(row));
    setCellWidget(row, RowsTable::role, make_roles(row));
    setItem(row, why, words(one.why));
}

// The tracks of the same layout, and any name: a name that is new is a new track.
QComboBox* RowsTable::make_targets(int row) {
    const conform::TrackRow& one = at(row);
    auto* const box = new QComboBox(this);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setAccessibleName(QStringLiteral("Where %1 goes").arg(text_of(list_.tracks[one.list].name)));
    for (const auto& there : session_.tracks)
        if (there->layout == one.layout) box->addItem(text_of(there->name), text_of(there->id.text()));
    const session::Track* const target = session::find_track(session_, one.onto);
    box->setEditText(text_of(target != nullptr ? target->name : one.name));
    box->lineEdit()->setPlaceholderText(QStringLiteral("name of a new track"));
    connect(box, &QComboBox::editTextChanged, this,
            [this, row](const QString& name) { choose_target(row, name); });
    return box;
}

void RowsTable::choose_target(int row, const QString& name) {
    conform::TrackRow& one = at(row);
    const session::Track* const there = session::find_track(session_, std::string_view(name.toStdString()));
    const bool fits = there != nullptr && there->layout == one.layout;
    one.onto = fits ? there->id : TrackId{};
    one.name = fits ? std::string{} : name.toStdString();
    one.why = "by hand";
    if (fits && there->role) one.role = there->role;
    const QSignalBlocker quiet(this);
    item(row, why)->setText(QStringLiteral("by hand"));
    if (auto* const roles = qobject_cast<QComboBox*>(cellWidget(row, RowsTable::role))) {
        const QSignalBlocker still(roles);
        roles->setCurrentText(one.role ? text_of(session::name_of(*one.role)) : QStringLiteral("none"));
        roles->setEnabled(!fits); // a track that is there keeps its own
    }
    changed();
}

QComboBox* RowsTable::make_roles(int row) {
    auto* const box = new QComboBox(this);
    box->setAccessibleName(QStringLiteral("Role of %1").arg(text_of(list_.tracks[at(row).list].name)));
    box->addItem(QStringLiteral("none"));
    for (const session::Role one : session::roles())
        box->addItem(text_of(session::name_of(one)));
    box->setCurrentText(at(row).role ? text_of(session::name_of(*at(row).role)) : QStringLiteral("none"));
    box->setEnabled(!at(row).onto);
    connect(box, &QComboBox::currentTextChanged, this, [this, row](const QString& name) {
        at(row).role = session::role_named(name.toStdString());
        at(row).why = "by hand";
        item(row, why)->setText(QStringLiteral("by hand"));
        changed();
    });
    return box;
}

conform::PlaceRules RowsTable::rules() const {
    conform::PlaceRules rules;
    for (const conform::TrackRow& row : rows_) {
        const conform::ListTrack& from = list_.tracks[row.list];
        const session::Track* const there = session::find_track(session_, row.onto);
        rules.tracks.push_back({.name = from.name,
                                .role = {},
                                .colour = {},
                                .department = from.department,
                                .take = row.take,
                                .to_role = row.role,
                                .to_track = there != nullptr ? there->name : row.name});
    }
    return rules;
}

} // namespace dub::ui
