#include "ui/delivery/deliver_dialog.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <fmt/format.h>

#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int opens_wide = 980, opens_high = 700;
// In the list of segments, before the names.
enum : int { as_specs_say, all_segments, longplay, both, first_name };

} // namespace

template <class Widget> Widget* DeliverDialog::named(Widget* widget, const char* name) {
    widget->setAccessibleName(QString::fromLatin1(name));
    return widget;
}

DeliverDialog::DeliverDialog(const Ports& ports, const std::string& out, std::function<void(int)> started,
                             QWidget* parent)
    : QDialog(parent)
    , ports_(ports)
    , started_(std::move(started)) {
    setWindowTitle(QStringLiteral("Deliver"));
    resize(opens_wide, opens_high);
    auto* const page = new QVBoxLayout(this);
    auto* const columns = new QHBoxLayout;
    columns->addLayout(make_choices(), 1);
    columns->addLayout(make_preview(), 1);
    page->addLayout(columns, 1);
    sentence_ = new QLabel(this);
    sentence_->setWordWrap(true);
    page->addWidget(sentence_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    start_ = buttons->addButton(QStringLiteral("Deliver"), QDialogButtonBox::AcceptRole);
    page->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { start(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    out_->setText(QString::fromStdString(out));
    list_specs();
    preview();
}

QLayout* DeliverDialog::make_choices() {
    auto* const column = new QVBoxLayout;
    specs_ = named(new QListWidget(this), "Delivery specs");
    specs_->setWordWrap(true);
    column->addWidget(new QLabel(QStringLiteral("Specs"), this));
    column->addWidget(specs_, 1);
    auto* const form = new QFormLayout;
    form->addRow(QStringLiteral("Folder"), make_folder(out_, "Folder", "Folder of the delivery"));
    version_ = named(new QComboBox(this), "Version");
    form->addRow(QStringLiteral("Version"), version_);
    segments_ = named(new QComboBox(this), "Segments");
    form->addRow(QStringLiteral("Segments"), segments_);
    language_ = named(new QLineEdit(this), "Language");
    language_->setPlaceholderText(QStringLiteral("as the version or the session says"));
    form->addRow(QStringLiteral("Language"), language_);
    source_ = named(new QComboBox(this), "Source");
    form->addRow(QStringLiteral("Source"), source_);
    stems_ = named(new QComboBox(this), "Stem limiting");
    form->addRow(QStringLiteral("Stems"), stems_);
    form->addRow(QStringLiteral("Compare with"),
                 make_folder(against_, "Compare with", "Folder of an earlier delivery"));
    against_->setPlaceholderText(QStringLiteral("no earlier delivery"));
    meet_ = named(new QCheckBox(QStringLiteral("Meet the target: one offset for each set"), this),
                  "Meet the target");
    replace_ = named(new QCheckBox(QStringLiteral("Replace files that are there"), this), "Replace files");
    form->addRow(QString(), meet_);
    form->addRow(QString(), replace_);
    column->addLayout(form);
    fill_choices();
    preview_on_change();
    return column;
}

// A line for a folder, with a button that looks for one.
QLayout* DeliverDialog::make_folder(QLineEdit*& line, const char* name, const char* title) {
    line = named(new QLineEdit(this), name);
    auto* const browse = new QPushButton(QStringLiteral("Choose …"), this);
    browse->setAccessibleName(QStringLiteral("Choose: ") + QString::fromLatin1(title));
    auto* const row = new QHBoxLayout;
    row->addWidget(line, 1);
    row->addWidget(browse);
    connect(browse, &QPushButton::clicked, this, [this, line, title] {
        const QString chosen =
            QFileDialog::getExistingDirectory(this, QString::fromLatin1(title), line->text());
        if (!chosen.isEmpty()) line->setText(chosen);
    });
    return row;
}

void DeliverDialog::fill_choices() {
    const session::Session& session = ports_.document.now();
    version_->addItem(QStringLiteral("The mix itself"));
    for (const auto& version : session.versions)
        version_->addItem(QString::fromStdString(version->name));
    for (const char* const way : {"As each spec says", "Every segment", "The long-play", "Both"})
        segments_->addItem(QString::fromLatin1(way));
    for (const auto& segment : *session.segments)
        segments_->addItem(QString::fromStdString(segment.name));
    segments_->setEnabled(segments_->count() > first_name);
    for (const char* const from : {"The session as it is now", "What was printed and approved"})
        source_->addItem(QString::fromLatin1(from));
    for (const char* const way :
         {"Not limited", "Limited by the printmaster's gain: they sum to it", "Limited each by itself"})
        stems_->addItem(QString::fromLatin1(way));
}

void DeliverDialog::preview_on_change() {
    const auto changed = [this] { preview(); };
    connect(specs_, &QListWidget::itemChanged, this, changed);
    for (const QLineEdit* const line : {out_, language_, against_})
        connect(line, &QLineEdit::textChanged, this, changed);
    for (const QComboBox* const choice : {version_, segments_, source_, stems_})
        connect(choice, &QComboBox::currentIndexChanged, this, changed);
    for (const QCheckBox* const box : {meet_, replace_})
        connect(box, &QCheckBox::toggled, this, changed);
}

QLayout* DeliverDialog::make_preview() {
    auto* const column = new QVBoxLayout;
    files_ = named(new QListWidget(this), "Files this will make");
    files_->setFocusPolicy(Qt::TabFocus);
    column->addWidget(new QLabel(QStringLiteral("Files this will make"), this));
    column->addWidget(files_, 1);
    return column;
}

// Those that fit first; the others say why not, in short, and in full where the mouse rests.
void DeliverDialog::list_specs() {
    const QSignalBlocker quiet(specs_);
    auto choices = ports_.jobs.specs();
    std::ranges::stable_partition(choices, [](const SpecChoice& spec) { return spec.fits.empty(); });
    for (const SpecChoice& spec : choices) {
        auto* const item = new QListWidgetItem(specs_);
        item->setData(Qt::UserRole, QString::fromStdString(spec.id));
        std::string text = spec.id + "  " + spec.name;
        if (!spec.fits.empty()) text += "\n" + spec.fits.substr(0, spec.fits.find(". "));
        item->setText(QString::fromStdString(text));
        item->setToolTip(QString::fromStdString(spec.fits));
        if (spec.fits.empty()) {
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Unchecked);
        } else {
            item->setFlags(Qt::ItemIsEnabled);
            item->setForeground(QColor(theme::hint));
        }
    }
}

DeliverWish DeliverDialog::wish() const {
    DeliverWish wish;
    for (int i = 0; i < specs_->count(); ++i)
        if (specs_->item(i)->checkState() == Qt::Checked)
            wish.specs.push_back(specs_->item(i)->data(Qt::UserRole).toString().toStdString());
    wish.out = out_->text().toStdString();
    wish.meet_level = meet_->isChecked();
    wish.replace = replace_->isChecked();
    if (version_->currentIndex() > 0) wish.version = version_->currentText().toStdString();
    wish.language = language_->text().toStdString();
    wish.against = against_->text().toStdString();
    wish.from = static_cast<DeliverFrom>(source_->currentIndex());
    wish.stem_limiting = static_cast<StemLimiting>(stems_->currentIndex());
    switch (segments_->currentIndex()) {
    case as_specs_say: break;
    case all_segments: wish.segments = {"all"}; break;
    case longplay: wish.segments = {"longplay"}; break;
    case both: wish.segments = {"all", "longplay"}; break;
    default: wish.segments = {segments_->currentText().toStdString()};
    }
    return wish;
}

void DeliverDialog::preview() {
    files_->clear();
    const DeliverWish wanted = wish();
    std::string sentence = wanted.specs.empty() ? "Choose one or more specs."
                           : wanted.out.empty() ? "Choose a folder."
                                                : "";
    if (sentence.empty()) {
        const auto files = ports_.jobs.preview(wanted);
        if (!files)
            sentence = files.error().text();
        else
            for (const auto& file : *files)
                files_->addItem(QString::fromStdString(file));
    }
    sentence_->setText(QString::fromStdString(sentence));
    start_->setEnabled(sentence.empty());
}

void DeliverDialog::start() {
    const int job = ports_.jobs.deliver(wish());
    accept();
    started_(job);
}

} // namespace dub::ui
