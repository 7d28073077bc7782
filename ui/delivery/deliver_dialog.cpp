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

constexpr int dialog_width = 980, dialog_height = 620;
// In the list of segments, before the names.
enum : int { as_specs_say, all_segments, longplay, first_name };

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
    resize(dialog_width, dialog_height);
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
    out_ = named(new QLineEdit(this), "Folder");
    auto* const browse = named(new QPushButton(QStringLiteral("Choose …"), this), "Choose the folder");
    auto* const folder = new QHBoxLayout;
    folder->addWidget(out_, 1);
    folder->addWidget(browse);
    form->addRow(QStringLiteral("Folder"), folder);
    version_ = named(new QComboBox(this), "Version");
    version_->addItem(QStringLiteral("The mix itself"));
    for (const auto& version : ports_.document.now().versions)
        version_->addItem(QString::fromStdString(version->name));
    form->addRow(QStringLiteral("Version"), version_);
    segments_ = named(new QComboBox(this), "Segments");
    for (const char* const way : {"As each spec says", "Every segment", "The long-play"})
        segments_->addItem(QString::fromLatin1(way));
    for (const auto& segment : *ports_.document.now().segments)
        segments_->addItem(QString::fromStdString(segment.name));
    segments_->setEnabled(segments_->count() > first_name);
    form->addRow(QStringLiteral("Segments"), segments_);
    language_ = named(new QLineEdit(this), "Language");
    language_->setPlaceholderText(QStringLiteral("as the version or the session says"));
    form->addRow(QStringLiteral("Language"), language_);
    meet_ = named(new QCheckBox(QStringLiteral("Meet the target: one offset for each set"), this),
                  "Meet the target");
    replace_ = named(new QCheckBox(QStringLiteral("Replace files that are there"), this), "Replace files");
    form->addRow(QString(), meet_);
    form->addRow(QString(), replace_);
    column->addLayout(form);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString chosen =
            QFileDialog::getExistingDirectory(this, QStringLiteral("Folder of the delivery"), out_->text());
        if (!chosen.isEmpty()) out_->setText(chosen);
    });
    const auto changed = [this] { preview(); };
    connect(specs_, &QListWidget::itemChanged, this, changed);
    connect(out_, &QLineEdit::textChanged, this, changed);
    connect(language_, &QLineEdit::textChanged, this, changed);
    connect(version_, &QComboBox::currentIndexChanged, this, changed);
    connect(segments_, &QComboBox::currentIndexChanged, this, changed);
    return column;
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
    switch (segments_->currentIndex()) {
    case as_specs_say: break;
    case all_segments: wish.segments = {"all"}; break;
    case longplay: wish.segments = {"longplay"}; break;
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
