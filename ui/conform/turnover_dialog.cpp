#include "ui/conform/turnover_dialog.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>

#include "ui/conform/findings_table.h"
#include "ui/conform/rows_table.h"
#include "ui/conform/sources_table.h"
#include "ui/conform/turnover_words.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

constexpr int opens_wide = 1080, opens_high = 680, steps = 1000, look_ms = 100;

template <class Widget> Widget* named(Widget* widget, const char* name) {
    widget->setAccessibleName(QString::fromLatin1(name));
    return widget;
}

} // namespace

TurnoverDialog::TurnoverDialog(const Ports& ports, TurnoverPort& turnovers,
                               std::vector<std::filesystem::path> files, std::optional<SampleRange> selection,
                               std::function<void(int)> started, QWidget* parent)
    : QDialog(parent)
    , ports_(ports)
    , turnovers_(turnovers)
    , selection_(selection)
    , started_(std::move(started)) {
    ask_.files = std::move(files);
    setWindowTitle(QStringLiteral("Import a turnover"));
    resize(opens_wide, opens_high);
    auto* const page = new QVBoxLayout(this);
    page->addLayout(make_head());
    page->addWidget(make_tabs(), 1);
    page->addLayout(make_choices());
    sentence_ = new QLabel(this);
    sentence_->setWordWrap(true);
    page->addWidget(sentence_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    import_ = buttons->addButton(QStringLiteral("Import"), QDialogButtonBox::AcceptRole);
    import_->setDefault(true);
    page->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { place_it(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] {
        if (looking_ != 0) ports_.jobs.cancel(looking_);
    });
    auto* const timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] { tick(); });
    timer->start(look_ms);
    look();
}

QLayout* TurnoverDialog::make_head() {
    auto* const head = new QVBoxLayout;
    summary_ = named(new QLabel(this), "Summary");
    summary_->setWordWrap(true);
    progress_ = named(new QProgressBar(this), "Looking at the turnover");
    progress_->setRange(0, steps);
    progress_->setTextVisible(false);
    progress_->setFixedHeight(6);
    head->addWidget(summary_);
    head->addWidget(progress_);
    return head;
}

QWidget* TurnoverDialog::make_tabs() {
    tabs_ = named(new QTabWidget(this), "What it holds");
    rows_ = new RowsTable(tabs_);
    rows_->changed = [this] { tell(); };
    auto* const tracks = new QWidget(tabs_);
    auto* const column = new QVBoxLayout(tracks);
    column->addWidget(rows_, 1);
    column->addLayout(make_rules());
    sources_ = new SourcesTable(tabs_);
    sources_->chosen = [this](std::size_t source, const std::filesystem::path& file) {
        std::erase_if(ask_.chosen, [&](const auto& one) { return one.first == source; });
        ask_.chosen.emplace_back(source, file);
        look();
    };
    auto* const media = new QWidget(tabs_);
    auto* const beside = new QVBoxLayout(media);
    beside->addWidget(sources_, 1);
    beside->addWidget(make_folders());
    findings_ = new FindingsTable(tabs_);
    tabs_->addTab(tracks, QStringLiteral("Tracks"));
    tabs_->addTab(media, QStringLiteral("Recordings"));
    tabs_->addTab(findings_, QStringLiteral("Findings"));
    return tabs_;
}

QLayout* TurnoverDialog::make_rules() {
    auto* const line = new QHBoxLayout;
    auto* const load = named(new QPushButton(QStringLiteral("Load rules …"), this), "Load rules");
    auto* const save = named(new QPushButton(QStringLiteral("Save as rules …"), this), "Save as rules");
    save->setToolTip(QStringLiteral("What goes where, for the next episode"));
    line->addStretch(1);
    line->addWidget(load);
    line->addWidget(save);
    connect(load, &QPushButton::clicked, this, [this] { load_rules(); });
    connect(save, &QPushButton::clicked, this, [this] { save_rules(); });
    return line;
}

QWidget* TurnoverDialog::make_folders() {
    auto* const box = new QWidget(this);
    auto* const line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    folders_ = named(new QListWidget(box), "Folders that are searched");
    folders_->setMaximumHeight(72);
    auto* const add = named(new QPushButton(QStringLiteral("Search a folder …"), box), "Search a folder");
    line->addWidget(new QLabel(QStringLiteral("Searched, with all below:"), box));
    line->addWidget(folders_, 1);
    line->addWidget(add);
    connect(add, &QPushButton::clicked, this, [this] {
        const QString chosen =
            QFileDialog::getExistingDirectory(this, QStringLiteral("Where recordings are"));
        if (chosen.isEmpty()) return;
        ask_.folders.emplace_back(chosen.toStdString());
        folders_->addItem(chosen);
        look();
    });
    return box;
}

QLayout* TurnoverDialog::make_choices() {
    auto* const line = new QHBoxLayout;
    rate_ = named(new QComboBox(this), "Frame rate of the list");
    rate_->addItem(QStringLiteral("as it says"));
    for (const auto& format : timecode_formats())
        rate_->addItem(text_of(format.name));
    department_ = named(new QLineEdit(this), "Department");
    department_->setPlaceholderText(QStringLiteral("dialogue, effects, music …"));
    update_ =
        named(new QCheckBox(QStringLiteral("Update: replace what it has"), this), "Update the department");
    narrow_ = named(new QCheckBox(QStringLiteral("only in the selection"), this), "Only in the selection");
    media_ = named(new QComboBox(this), "What becomes of recordings");
    for (const char* const way : {"stay where they are", "are copied", "are copied with handles of"})
        media_->addItem(QString::fromLatin1(way));
    line->addWidget(new QLabel(QStringLiteral("Frame rate"), this));
    line->addWidget(rate_);
    line->addWidget(new QLabel(QStringLiteral("Department"), this));
    line->addWidget(department_, 1);
    line->addWidget(update_);
    line->addWidget(narrow_);
    line->addWidget(new QLabel(QStringLiteral("Recordings"), this));
    line->addWidget(media_);
    handles_ = named(new QDoubleSpinBox(this), "Handles");
    handles_->setRange(0, 60);
    handles_->setValue(2);
    handles_->setDecimals(1);
    handles_->setSuffix(QStringLiteral(" s"));
    handles_->hide();
    line->addWidget(handles_);
    connect(media_, &QComboBox::currentIndexChanged, this, [this](int index) {
        handles_->setVisible(static_cast<MediaTaken>(index) == MediaTaken::consolidated);
    });
    connect(rate_, &QComboBox::activated, this, [this](int index) {
        ask_.timecode = index == 0
                            ? std::nullopt
                            : std::optional(timecode_formats()[static_cast<std::size_t>(index - 1)].format);
        look();
    });
    connect(department_, &QLineEdit::textChanged, this, [this] { plan(); });
    connect(update_, &QCheckBox::toggled, this, [this] { plan(); });
    return line;
}

void TurnoverDialog::look() {
    if (looking_ != 0) ports_.jobs.cancel(looking_);
    looking_ = turnovers_.look(ask_);
    progress_->setValue(0);
    tell();
}

void TurnoverDialog::tick() {
    if (looking_ == 0) return;
    const auto jobs = ports_.jobs.jobs();
    const auto job = std::ranges::find(jobs, looking_, &JobStatus::id);
    if (job == jobs.end()) return;
    progress_->setValue(static_cast<int>(job->done * steps));
    if (job->state == JobState::running) return summary_->setText(text_of(job->what));
    seen_ = turnovers_.seen(looking_);
    looking_ = 0;
    progress_->setValue(steps);
    if (seen_ == nullptr) {
        summary_->setText(text_of(job->sentence));
        return tell();
    }
    show_seen();
}

void TurnoverDialog::show_seen() {
    summary_->setText(text_of(summary_of(*seen_)));
    sources_->show_links(*seen_);
    findings_->show_findings(seen_->findings);
    tabs_->setTabText(1, sources_->missing() == 0
                             ? QStringLiteral("Recordings")
                             : QStringLiteral("Recordings: %1 missing").arg(sources_->missing()));
    tabs_->setTabText(2, QStringLiteral("Findings: %1").arg(seen_->findings.size()));
    plan();
}

bool TurnoverDialog::department_is_there() const {
    const auto& tracks = ports_.document.now().tracks;
    const std::string name = department_->text().toStdString();
    return !name.empty() &&
           std::ranges::any_of(tracks, [&](const auto& track) { return track->department == name; });
}

conform::PlaceWish TurnoverDialog::place_wish() const {
    conform::PlaceWish wish;
    wish.department = department_->text().toStdString();
    wish.rules = rules_;
    return wish;
}

// The proposal anew: what was changed by hand gives way, as the rules it came from did.
void TurnoverDialog::plan() {
    const bool there = department_is_there();
    update_->setEnabled(there);
    narrow_->setEnabled(there && update_->isChecked() && selection_.has_value());
    if (seen_ == nullptr) return;
    const auto& session = ports_.document.now();
    rows_->set_rows(session, seen_->list,
                    conform::plan_tracks(session, seen_->list, seen_->files, seen_->links, place_wish()));
    tell();
}

PlaceAsk TurnoverDialog::wish() const {
    PlaceAsk ask;
    ask.rows = rows_->rows();
    ask.wish = place_wish();
    ask.media = static_cast<MediaTaken>(media_->currentIndex());
    ask.handles_s = handles_->value();
    ask.update = update_->isEnabled() && update_->isChecked();
    if (ask.update && narrow_->isEnabled() && narrow_->isChecked()) ask.range = selection_;
    return ask;
}

void TurnoverDialog::tell() {
    std::string sentence;
    const auto taken = [](const conform::TrackRow& row) { return row.take == conform::Take::yes; };
    if (ports_.document.read_only())
        sentence = "The session is open elsewhere: it can be looked at, not imported.";
    else if (seen_ != nullptr && std::ranges::none_of(rows_->rows(), taken))
        sentence = "No track is taken.";
    else if (seen_ != nullptr && std::ranges::any_of(rows_->rows(), [&](const auto& row) {
                 return taken(row) && !row.onto && !row.role;
             }))
        sentence = "Tracks without a role enter no stem: choose one, or give it later.";
    sentence_->setText(text_of(sentence));
    import_->setEnabled(seen_ != nullptr && looking_ == 0 && !ports_.document.read_only() &&
                        std::ranges::any_of(rows_->rows(), taken));
}

void TurnoverDialog::place_it() {
    if (seen_ == nullptr) return;
    const int job = turnovers_.place(seen_, wish());
    accept();
    started_(job);
}

void TurnoverDialog::load_rules() {
    const QString file =
        QFileDialog::getOpenFileName(this, QStringLiteral("Rules"), {}, QStringLiteral("Rules (*.json)"));
    if (file.isEmpty()) return;
    auto rules = turnovers_.read_rules(file.toStdString());
    if (!rules) return sentence_->setText(text_of(rules.error().text()));
    rules_ = std::move(*rules);
    plan();
}

void TurnoverDialog::save_rules() {
    const QString file =
        QFileDialog::getSaveFileName(this, QStringLiteral("Save as rules"), QStringLiteral("rules.json"),
                                     QStringLiteral("Rules (*.json)"));
    if (file.isEmpty()) return;
    const auto saved = turnovers_.write_rules(file.toStdString(), rows_->rules());
    sentence_->setText(saved ? QStringLiteral("Saved.") : text_of(saved.error().text()));
}

} // namespace dub::ui
