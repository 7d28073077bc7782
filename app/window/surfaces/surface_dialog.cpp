#include "app/window/surfaces/surface_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>

#include "ui/theme/tokens.h"

namespace dub::app {
namespace {

constexpr int tick_ms = 100;
enum Column : int { kind_column, input_column, output_column };

QString text(const std::string& words) { return QString::fromStdString(words); }

template <class Box> Box* named(Box* box, const char* name) {
    box->setAccessibleName(QString::fromUtf8(name));
    return box;
}

// The names there are now; the one that was chosen stays while it is away.
void fill(QComboBox& box, const std::vector<std::string>& names, const std::string& chosen) {
    const QSignalBlocker quiet(box);
    box.clear();
    box.addItem(QStringLiteral("none"), QString());
    for (const std::string& name : names)
        box.addItem(text(name), text(name));
    if (!chosen.empty() && box.findData(text(chosen)) < 0)
        box.addItem(text(chosen + ", not there now"), text(chosen));
    box.setCurrentIndex(std::max(0, box.findData(text(chosen))));
}

QString line_of(const Binding& binding) {
    const std::string from = binding.control.text() + " of " + binding.port;
    if (!binding.command.empty()) return text(from + ": " + binding.command);
    const char* const endless = binding.travel == Binding::Travel::relative ? ", endless" : "";
    return text(from + endless + ": " + binding.strip + ", " + binding.parameter);
}

} // namespace

SurfaceDialog::SurfaceDialog(WindowSurfaces& surfaces, const ui::Commands& commands, QWidget* parent)
    : QDialog(parent)
    , surfaces_(surfaces) {
    setWindowTitle(QStringLiteral("Control surfaces"));
    resize(760, 420);
    auto* const tabs = named(new QTabWidget(this), "Kinds of control surfaces");
    tabs->addTab(units_page(), QStringLiteral("Mackie Control"));
    tabs->addTab(osc_page(), QStringLiteral("OSC"));
    tabs->addTab(learned_page(commands), QStringLiteral("Learned controllers"));
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::accept);
    auto* const column = new QVBoxLayout(this);
    column->addWidget(tabs, 1);
    column->addWidget(buttons);
    surfaces_.surfaces().keep_looking(true);
    show_units();
    show_bindings();
    auto* const ticks = new QTimer(this);
    connect(ticks, &QTimer::timeout, this, [this] { tick(); });
    ticks->start(tick_ms);
    tick();
}

SurfaceDialog::~SurfaceDialog() {
    surfaces_.surfaces().stop_learning();
    surfaces_.surfaces().keep_looking(false);
}

// ---- Mackie Control

QWidget* SurfaceDialog::units_page() {
    auto* const page = new QWidget(this);
    units_ = named(new QTableWidget(0, 3, page), "Units, from left to right");
    units_->setHorizontalHeaderLabels(
        {QStringLiteral("Unit"), QStringLiteral("From it"), QStringLiteral("To it")});
    units_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    units_->setSelectionBehavior(QAbstractItemView::SelectRows);
    ports_note_ = new QLabel(page);
    ports_note_->setWordWrap(true);
    auto* const row = new QHBoxLayout;
    const auto button = [&](const char* words, const char* name, auto&& does) {
        auto* const one = named(new QPushButton(QString::fromUtf8(words), page), name);
        one->setAutoDefault(false);
        connect(one, &QPushButton::clicked, this, does);
        row->addWidget(one);
    };
    button("Add a unit", "Add a unit at the right", [this] { add_unit(); });
    button("Remove the unit", "Remove the chosen unit", [this] { remove_unit(); });
    row->addStretch(1);
    button("Look again", "Look for MIDI ports again", [this] { surfaces_.surfaces().look_again(); });
    auto* const column = new QVBoxLayout(page);
    column->addWidget(units_, 1);
    column->addWidget(ports_note_);
    column->addLayout(row);
    return page;
}

void SurfaceDialog::change_units(const std::function<void(std::vector<SurfaceUnit>&)>& how) {
    SurfaceSettings next = surfaces_.surfaces().settings();
    how(next.units);
    surfaces_.set(next);
}

void SurfaceDialog::add_unit() {
    change_units([](std::vector<SurfaceUnit>& units) {
        if (units.size() == units_max) return;
        units.push_back({units.empty() ? SurfaceUnit::Kind::main : SurfaceUnit::Kind::extender, "", ""});
    });
    show_units();
}

void SurfaceDialog::remove_unit() {
    const int row = units_->currentRow();
    if (row < 0) return;
    change_units([row](std::vector<SurfaceUnit>& units) { units.erase(units.begin() + row); });
    show_units();
}

void SurfaceDialog::show_units() {
    const auto& units = surfaces_.surfaces().settings().units;
    units_->setRowCount(static_cast<int>(units.size()));
    for (int row = 0; row < units_->rowCount(); ++row) {
        const std::string number = std::to_string(row + 1);
        auto* const kind = named(new QComboBox(units_), ("Kind of unit " + number).c_str());
        kind->addItems({QStringLiteral("Main unit"), QStringLiteral("Extender")});
        kind->setCurrentIndex(static_cast<int>(units[static_cast<std::size_t>(row)].kind));
        auto* const from = named(new QComboBox(units_), ("From unit " + number).c_str());
        auto* const to = named(new QComboBox(units_), ("To unit " + number).c_str());
        units_->setCellWidget(row, kind_column, kind);
        units_->setCellWidget(row, input_column, from);
        units_->setCellWidget(row, output_column, to);
        const auto changed = [this, row, kind, from, to] {
            change_units([&](std::vector<SurfaceUnit>& all) {
                all[static_cast<std::size_t>(row)] = {static_cast<SurfaceUnit::Kind>(kind->currentIndex()),
                                                      from->currentData().toString().toStdString(),
                                                      to->currentData().toString().toStdString()};
            });
        };
        for (QComboBox* const box : {kind, from, to})
            connect(box, &QComboBox::activated, this, changed);
    }
    fill_ports();
}

void SurfaceDialog::fill_ports() {
    names_ = surfaces_.surfaces().names();
    const auto& units = surfaces_.surfaces().settings().units;
    for (int row = 0; row < units_->rowCount(); ++row) {
        const SurfaceUnit& unit = units[static_cast<std::size_t>(row)];
        fill(*static_cast<QComboBox*>(units_->cellWidget(row, input_column)), names_.inputs, unit.input);
        fill(*static_cast<QComboBox*>(units_->cellWidget(row, output_column)), names_.outputs, unit.output);
    }
    ports_note_->setText(
        names_.inputs.empty()
            ? QStringLiteral("No MIDI port is there. Connect the surface; over JACK, start "
                             "its server and look again.")
            : QStringLiteral("Units stand side by side as in this list; each has eight faders."));
}

// ---- OSC

QWidget* SurfaceDialog::osc_page() {
    auto* const page = new QWidget(this);
    auto* const form = new QFormLayout(page);
    const SurfaceSettings& now = surfaces_.surfaces().settings();
    osc_ = named(new QCheckBox(QStringLiteral("Listen to OSC"), page), "Listen to OSC");
    osc_->setChecked(now.osc);
    port_ = named(new QSpinBox(page), "UDP port");
    port_->setRange(osc_port_min, osc_port_max);
    port_->setValue(now.osc_port);
    network_ = named(new QCheckBox(QStringLiteral("Listen beyond this machine"), page),
                     "Listen beyond this machine");
    network_->setChecked(now.osc_reach == Reach::network);
    warning_ = new QLabel(QStringLiteral("Everybody on your networks can move faders and start the transport "
                                         "then: OSC knows no password. Only on a network you trust."),
                          page);
    warning_->setWordWrap(true);
    warning_->setStyleSheet(QStringLiteral("color: ") + QColor(ui::theme::mute).name());
    warning_->setVisible(network_->isChecked());
    form->addRow(osc_);
    form->addRow(QStringLiteral("UDP port"), port_);
    form->addRow(network_);
    form->addRow(warning_);
    for (QCheckBox* const box : {osc_, network_})
        connect(box, &QCheckBox::toggled, this, [this] { change_osc(); });
    connect(port_, &QSpinBox::editingFinished, this, [this] { change_osc(); });
    return page;
}

void SurfaceDialog::change_osc() {
    SurfaceSettings next = surfaces_.surfaces().settings();
    next.osc = osc_->isChecked();
    next.osc_port = port_->value();
    next.osc_reach = network_->isChecked() ? Reach::network : Reach::this_machine;
    warning_->setVisible(network_->isChecked());
    if (next != surfaces_.surfaces().settings()) surfaces_.set(next);
}

// ---- learned controllers

QWidget* SurfaceDialog::learned_page(const ui::Commands& commands) {
    auto* const page = new QWidget(this);
    bindings_ = named(new QListWidget(page), "What was learned");
    sentence_ = named(new QLabel(page), "What to do now");
    sentence_->setWordWrap(true);
    commands_ = named(new QComboBox(page), "Command for a button");
    commands_->addItem(QStringLiteral("or a command …"), QString());
    for (const ui::Command& command : commands)
        commands_->addItem(text(command.name), text(command.id));
    learn_ = named(new QPushButton(QStringLiteral("Learn"), page), "Learn a control");
    learn_->setCheckable(true);
    travel_ = named(new QPushButton(QStringLiteral("Endless"), page), "The chosen knob is endless, or not");
    remove_binding_ = named(new QPushButton(QStringLiteral("Remove"), page), "Remove what was learned");
    auto* const row = new QHBoxLayout;
    for (QPushButton* const one : {learn_, travel_, remove_binding_})
        one->setAutoDefault(false);
    row->addWidget(learn_);
    row->addWidget(commands_, 1);
    row->addWidget(travel_);
    row->addWidget(remove_binding_);
    auto* const column = new QVBoxLayout(page);
    column->addWidget(bindings_, 1);
    column->addWidget(sentence_);
    column->addLayout(row);
    connect(learn_, &QPushButton::toggled, this, [this](bool on) {
        if (on)
            surfaces_.surfaces().learn();
        else
            surfaces_.surfaces().stop_learning();
        commands_->setCurrentIndex(0);
    });
    connect(commands_, &QComboBox::activated, this, [this](int index) {
        if (index > 0) surfaces_.surfaces().chosen(commands_->itemData(index).toString().toStdString());
    });
    connect(travel_, &QPushButton::clicked, this, [this] { turn_travel(); });
    connect(remove_binding_, &QPushButton::clicked, this, [this] { remove_binding(); });
    return page;
}

void SurfaceDialog::show_bindings() {
    const int row = bindings_->currentRow();
    bindings_->clear();
    for (const Binding& binding : surfaces_.surfaces().bindings())
        bindings_->addItem(line_of(binding));
    bindings_shown_ = surfaces_.surfaces().bindings().size();
    bindings_->setCurrentRow(std::min(row, bindings_->count() - 1));
}

void SurfaceDialog::remove_binding() {
    auto bindings = surfaces_.surfaces().bindings();
    const int row = bindings_->currentRow();
    if (row < 0) return;
    bindings.erase(bindings.begin() + row);
    surfaces_.set_bindings(std::move(bindings));
    show_bindings();
}

void SurfaceDialog::turn_travel() {
    auto bindings = surfaces_.surfaces().bindings();
    const int row = bindings_->currentRow();
    if (row < 0) return;
    using Travel = Binding::Travel;
    Travel& travel = bindings[static_cast<std::size_t>(row)].travel;
    travel = travel == Travel::absolute ? Travel::relative : Travel::absolute;
    surfaces_.set_bindings(std::move(bindings));
    show_bindings();
}

void SurfaceDialog::tick() {
    Surfaces& now = surfaces_.surfaces();
    if (!(now.names() == names_)) fill_ports();
    if (now.bindings().size() != bindings_shown_ || (learn_->isChecked() && !now.learning())) show_bindings();
    if (learn_->isChecked() != now.learning()) learn_->setChecked(now.learning());
    sentence_->setText(text(now.learning_sentence()));
    commands_->setEnabled(now.learning());
}

} // namespace dub::app
