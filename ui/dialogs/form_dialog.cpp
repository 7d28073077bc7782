#include "ui/dialogs/form_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {
constexpr theme::Metric dialog_width{380};
}

FormDialog::FormDialog(const QString& title, QWidget* parent)
    : QDialog(parent)
    , form_(new QFormLayout(this))
    , trouble_(new QLabel(this)) {
    setWindowTitle(title);
    setMinimumWidth(dialog_width);
    trouble_->setWordWrap(true);
    trouble_->setAccessibleName(QStringLiteral("What is wrong"));
    trouble_->hide();
}

void FormDialog::add_row(const char* name, QWidget* field) {
    field->setAccessibleName(QString::fromLatin1(name));
    form_->addRow(QString::fromLatin1(name), field);
}

QLineEdit* FormDialog::add_line(const char* name, const QString& text) {
    auto* const line = new QLineEdit(text, this);
    add_row(name, line);
    return line;
}

QCheckBox* FormDialog::add_check(const char* name, bool on) {
    auto* const box = new QCheckBox(this);
    box->setChecked(on);
    add_row(name, box);
    return box;
}

void FormDialog::add_buttons() {
    form_->addRow(trouble_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    form_->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const auto done = answer();
        if (done) return accept();
        trouble_->setText(text_of(done.error().text()));
        trouble_->show();
    });
}

} // namespace dub::ui
