#include "ui/conform/sources_table.h"

#include <algorithm>

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>

#include "ui/ports/turnovers.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

// Below it a person should look.
constexpr double sure = 0.8;

QString text(const std::string& words) { return QString::fromStdString(words); }

QTableWidgetItem* words(const QString& what, QRgb colour = theme::text) {
    auto* const item = new QTableWidgetItem(what);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setForeground(QColor(colour));
    return item;
}

std::vector<int> uses(const conform::Turnover& list) {
    std::vector<int> counts(list.sources.size());
    for (const auto& track : list.tracks)
        for (const auto& event : track.events)
            if (event.source >= 0 && conform::is_heard(track, event))
                ++counts[static_cast<std::size_t>(event.source)];
    return counts;
}

} // namespace

SourcesTable::SourcesTable(QWidget* parent)
    : QTableWidget(0, columns, parent) {
    setAccessibleName(QStringLiteral("Recordings"));
    setHorizontalHeaderLabels({QStringLiteral("State"), QStringLiteral("Recording"), QStringLiteral("Roll"),
                               QStringLiteral("Events"), QStringLiteral("File")});
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme::click_target + 4);
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(state, 170);
    setColumnWidth(name, 240);
    setColumnWidth(tape, 120);
    setColumnWidth(events, 60);
    setSelectionBehavior(SelectRows);
}

// What is missing comes first, then what is not sure.
void SourcesTable::show_links(const SeenTurnover& seen) {
    setRowCount(0);
    missing_ = 0;
    const auto counts = uses(seen.list);
    std::vector<std::size_t> order;
    for (std::size_t s = 0; s < seen.links.sources.size(); ++s)
        if (seen.links.sources[s].wanted) order.push_back(s);
    const auto surety = [&](std::size_t s) {
        const auto& taken = seen.links.sources[s].taken;
        return taken ? taken->sure : -1.0;
    };
    std::ranges::stable_sort(order, {}, surety);
    setRowCount(static_cast<int>(order.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const std::size_t s = order[static_cast<std::size_t>(row)];
        const auto& taken = seen.links.sources[s].taken;
        if (!taken) ++missing_;
        const QString how =
            !taken ? QStringLiteral("missing")
                   : QStringLiteral("found by %1").arg(text(std::string(conform::name_of(taken->by))));
        setItem(row, state,
                words(how, !taken               ? theme::record
                           : taken->sure < sure ? theme::mute
                                                : theme::good));
        setItem(row, name, words(text(seen.list.sources[s].name)));
        setItem(row, tape, words(text(seen.list.sources[s].tape)));
        setItem(row, events, words(QString::number(counts[s])));
        setCellWidget(row, file, make_files(seen, s));
    }
}

QComboBox* SourcesTable::make_files(const SeenTurnover& seen, std::size_t source) {
    auto* const box = new QComboBox(this);
    box->setAccessibleName(QStringLiteral("File of %1").arg(text(seen.list.sources[source].name)));
    const conform::SourceLink& link = seen.links.sources[source];
    const auto add = [&](const conform::LinkCandidate& one) {
        box->addItem(text(seen.files[one.file].path), text(seen.files[one.file].path));
    };
    if (link.taken)
        add(*link.taken);
    else
        box->addItem(QStringLiteral("none"));
    for (const auto& other : link.others)
        add(other);
    box->addItem(QStringLiteral("Choose a file …"));
    connect(box, &QComboBox::activated, this, [this, box, source](int index) {
        if (index == 0) return;
        std::filesystem::path picked = box->itemData(index).toString().toStdString();
        if (index == box->count() - 1)
            picked = QFileDialog::getOpenFileName(this, QStringLiteral("The recording")).toStdString();
        if (picked.empty())
            box->setCurrentIndex(0);
        else
            chosen(source, picked);
    });
    return box;
}

} // namespace dub::ui
