#include "ui/monitor/speaker_page.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>

#include "ui/monitor/arrange.h"
#include "ui/monitor/numbers.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

using monitor::SpeakerSet;
using monitor::Switch;

constexpr NumberRange trim_range{-40, 20, 0.5, 1, " dB"}, delay_range{0, 500, 0.1, 2, " ms"},
    reference_range{40, 110, 0.5, 1, " dB SPL"}, crossover_range{40, 200, 5, 0, " Hz"},
    lfe_range{0, 12, 0.5, 1, " dB"};
constexpr double first_crossover_hz = 80;

} // namespace

void show_outputs(QComboBox* box, int device_channels, int now) {
    const QSignalBlocker quiet(box);
    const int last = std::max(device_channels, now + 1);
    if (box->count() != last + 1) {
        box->clear();
        box->addItem(QStringLiteral("not connected"), -1);
        for (int channel = 0; channel < last; ++channel)
            box->addItem(channel < device_channels ? QString::number(channel + 1)
                                                   : QStringLiteral("%1 (not there)").arg(channel + 1),
                         channel);
    }
    box->setCurrentIndex(now + 1);
}

SpeakerPage::SpeakerPage(MonitorControl& control, std::size_t set,
                         std::function<void(const Result<void>&)> done, QWidget* parent)
    : QWidget(parent)
    , control_(control)
    , which_(set)
    , done_(std::move(done))
    , page_(new QVBoxLayout(this)) {
    make_set_form();
    make_rows(this->set().layout);
    make_room_form();
    page_->addStretch(1);
    refresh();
}

void SpeakerPage::change(const std::function<void(SpeakerSet&)>& how) {
    done_(control_.change([&](monitor::MonitorSettings& next) { how(next.sets[which_]); }));
}

void SpeakerPage::make_set_form() {
    auto* const form = new QFormLayout;
    name_ = new QLineEdit(this);
    name_->setAccessibleName(QStringLiteral("Name of the speakers"));
    name_->setMaxLength(40);
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        if (const auto name = name_->text().toStdString(); name != set().name)
            change([&](SpeakerSet& next) { next.name = name; });
    });
    speakers_ = new QComboBox(this);
    speakers_->setAccessibleName(QStringLiteral("Which speakers there are"));
    for (const NamedLayout& named : layouts())
        if (!named.layout.has(Speaker::Lt)) speakers_->addItem(text_of(named.name));
    connect(speakers_, &QComboBox::textActivated, this, [this](const QString& name) {
        const auto chosen = layout_named(name.toStdString());
        if (!chosen) return;
        change(
            [&](SpeakerSet& next) { next = rearranged(next, *chosen, control_.port().device_channels()); });
    });
    form->addRow(QStringLiteral("Name"), name_);
    form->addRow(QStringLiteral("Speakers"), speakers_);
    page_->addLayout(form);
}

void SpeakerPage::make_room_form() {
    auto* const form = new QFormLayout;
    reference_ = number_box(QStringLiteral("Reference level"), reference_range, this, [this](double spl) {
        change([=](SpeakerSet& next) { next.reference_spl = spl; });
    });
    bass_ = new QCheckBox(QStringLiteral("Bass of all speakers goes to the sub below"), this);
    bass_->setAccessibleName(QStringLiteral("Bass management"));
    connect(bass_, &QCheckBox::toggled, this, [this](bool on) {
        change([&](SpeakerSet& next) {
            next.crossover = on ? std::optional(Hz{crossover_->value()}) : std::nullopt;
        });
    });
    crossover_ = number_box(QStringLiteral("Crossover"), crossover_range, this, [this](double hz) {
        if (bass_->isChecked()) change([=](SpeakerSet& next) { next.crossover = Hz{hz}; });
    });
    show_number(crossover_, first_crossover_hz);
    lfe_ = number_box(QStringLiteral("LFE gain"), lfe_range, this,
                      [this](double db) { change([=](SpeakerSet& next) { next.lfe = {db}; }); });
    form->addRow(QStringLiteral("Reference, at 0 dB"), reference_);
    form->addRow(bass_, crossover_);
    form->addRow(QStringLiteral("LFE gain (film: +10 dB)"), lfe_);
    page_->addLayout(form);
}

void SpeakerPage::make_rows(const Layout& layout) {
    rows_.clear();
    layout_ = layout;
    auto* const table = new QWidget(this);
    table->setAccessibleName(QStringLiteral("Speakers one by one"));
    auto* const grid = new QGridLayout(table);
    grid->setContentsMargins(0, theme::grid, 0, theme::grid);
    grid->setVerticalSpacing(2);
    int column = 0;
    for (const char* const head : {"", "Output", "Trim", "Delay", "Polarity"})
        grid->addWidget(new QLabel(QString::fromLatin1(head), table), 0, column++);
    for (int s = 0; s < layout.channels(); ++s) {
        const QString name = text_of(label(layout[s]));
        const Row row = make_row(static_cast<std::size_t>(s), name);
        rows_.push_back(row);
        grid->addWidget(new QLabel(name, table), s + 1, 0);
        column = 1;
        for (QWidget* const part :
             std::initializer_list<QWidget*>{row.output, row.trim, row.delay, row.inverted})
            grid->addWidget(part, s + 1, column++);
    }
    if (table_ == nullptr)
        page_->addWidget(table);
    else
        delete page_->replaceWidget(table_, table);
    delete table_;
    table_ = table;
    table_->show();
}

SpeakerPage::Row SpeakerPage::make_row(std::size_t s, const QString& name) {
    Row row{};
    row.output = new QComboBox(this);
    row.output->setAccessibleName(QStringLiteral("Output of ") + name);
    connect(row.output, &QComboBox::activated, this, [this, s, box = row.output](int index) {
        const int channel = box->itemData(index).toInt();
        change([=](SpeakerSet& next) { next = patched(next, s, channel); });
    });
    row.trim = number_box(QStringLiteral("Trim of ") + name, trim_range, this, [this, s](double db) {
        change([=](SpeakerSet& next) { next.controls.at(s).trim = {db}; });
    });
    row.delay = number_box(QStringLiteral("Delay of ") + name, delay_range, this, [this, s](double ms) {
        change([=](SpeakerSet& next) { next.controls.at(s).delay_ms = ms; });
    });
    row.inverted = new QCheckBox(QStringLiteral("Ø"), this);
    row.inverted->setAccessibleName(QStringLiteral("Polarity of ") + name + QStringLiteral(" inverted"));
    connect(row.inverted, &QCheckBox::toggled, this, [this, s](bool on) {
        change([=](SpeakerSet& next) { next.controls.at(s).inverted = on ? Switch::on : Switch::off; });
    });
    return row;
}

void SpeakerPage::refresh() {
    const SpeakerSet now = set();
    if (now.layout != layout_) make_rows(now.layout);
    if (!name_->hasFocus()) name_->setText(QString::fromStdString(now.name));
    {
        const QSignalBlocker quiet(speakers_);
        speakers_->setCurrentText(QString::fromStdString(now.layout.name()));
    }
    for (std::size_t s = 0; s < rows_.size() && s < now.controls.size(); ++s) {
        const Row& row = rows_[s];
        const QSignalBlocker quiet(row.inverted);
        show_outputs(row.output, control_.port().device_channels(), now.patch[s]);
        show_number(row.trim, now.controls[s].trim.value);
        show_number(row.delay, now.controls[s].delay_ms);
        row.inverted->setChecked(now.controls[s].inverted == Switch::on);
    }
    const QSignalBlocker quiet(bass_);
    const bool sub = now.layout.has(Speaker::LFE);
    bass_->setEnabled(sub);
    bass_->setChecked(now.crossover.has_value());
    crossover_->setEnabled(now.crossover.has_value());
    if (now.crossover) show_number(crossover_, now.crossover->value);
    show_number(reference_, now.reference_spl);
    lfe_->setEnabled(sub);
    show_number(lfe_, now.lfe.value);
}

} // namespace dub::ui
