#include "ui/conform/findings_table.h"

#include <algorithm>

#include <QHeaderView>

#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

struct FindingColumn {
    enum : int { severity, where, sentence, columns };
};

QRgb colour_of(Severity how) {
    switch (how) {
    case Severity::error: return theme::record;
    case Severity::warning: return theme::mute;
    case Severity::note: break;
    }
    return theme::label;
}

} // namespace

FindingsTable::FindingsTable(QWidget* parent)
    : QTableWidget(0, FindingColumn::columns, parent) {
    setAccessibleName(QStringLiteral("Findings"));
    setHorizontalHeaderLabels(
        {QStringLiteral("Severity"), QStringLiteral("Where"), QStringLiteral("What it means")});
    verticalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(FindingColumn::severity, 80);
    setColumnWidth(FindingColumn::where, 220);
    setWordWrap(true);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] { resizeRowsToContents(); });
}

void FindingsTable::show_findings(const Diagnostics& findings) {
    Diagnostics sorted = findings;
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &Diagnostic::severity);
    setRowCount(static_cast<int>(sorted.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const Diagnostic& one = sorted[static_cast<std::size_t>(row)];
        const std::string_view name = name_of(one.severity);
        auto* const how =
            new QTableWidgetItem(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
        how->setForeground(QColor(colour_of(one.severity)));
        setItem(row, FindingColumn::severity, how);
        setItem(row, FindingColumn::where, new QTableWidgetItem(QString::fromStdString(one.where)));
        setItem(row, FindingColumn::sentence, new QTableWidgetItem(QString::fromStdString(one.sentence)));
    }
    resizeRowsToContents();
}

} // namespace dub::ui
