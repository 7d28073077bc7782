#include "ui/monitor/calibration_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <fmt/format.h>

#include "ui/monitor/numbers.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {
constexpr int sentence_width = 360, digits = 20;
constexpr NumberRange meter_range{30, 120, 0.5, 1, " dB SPL"};

QLabel* words(const QString& name, QWidget* parent) {
    auto* const label = new QLabel(parent);
    label->setAccessibleName(name);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setMinimumWidth(sentence_width);
    return label;
}
} // namespace

CalibrationDialog::CalibrationDialog(MonitorControl& control, QWidget* parent)
    : QDialog(parent)
    , control_(control)
    , calibration_(control.now())
    , sentence_(words(QStringLiteral("What to do"), this))
    , trouble_(words(QStringLiteral("Trouble"), this))
    , reading_(number_box(QStringLiteral("The meter reads"), meter_range, this, [](double) {}))
    , back_(new QPushButton(QStringLiteral("Back"), this))
    , next_(new QPushButton(QStringLiteral("Next"), this)) {
    setWindowTitle(QStringLiteral("Calibrate the speakers"));
    reading_->setFont(theme::number_font(digits));
    trouble_->setStyleSheet(QStringLiteral("color: ") + QColor(theme::record).name());
    auto* const layout = new QVBoxLayout(this);
    auto* const form = new QFormLayout;
    form->addRow(QStringLiteral("The meter reads"), reading_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(back_, QDialogButtonBox::ActionRole);
    buttons->addButton(next_, QDialogButtonBox::ActionRole);
    layout->addWidget(sentence_);
    layout->addLayout(form);
    layout->addWidget(trouble_);
    layout->addWidget(buttons);
    next_->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(back_, &QPushButton::clicked, this, [this] { back(); });
    connect(next_, &QPushButton::clicked, this, [this] { next(); });
    go_on();
}

CalibrationDialog::~CalibrationDialog() {
    if (!over_) (void)control_.set(calibration_.before());
}

void CalibrationDialog::done(int how) {
    if (!over_) {
        over_ = true;
        (void)control_.set(calibration_.before());
    }
    QDialog::done(how);
}

void CalibrationDialog::next() {
    if (!begun_ && calibration_.count() > 0) {
        begun_ = true;
        return go_on();
    }
    if (calibration_.at() < calibration_.count()) {
        reading_->interpretText();
        calibration_.read(reading_->value());
        return go_on();
    }
    auto kept = calibration_.count() == 0 ? Result<void>{} : control_.set(calibration_.result());
    say(kept);
    if (!kept) return;
    over_ = calibration_.count() > 0;
    accept();
}

void CalibrationDialog::back() {
    calibration_.back();
    go_on();
}

void CalibrationDialog::go_on() {
    const bool measuring = begun_ && calibration_.speaker().has_value();
    // Silence while the result is read: it is heard when it is used.
    say(control_.set(measuring ? calibration_.settings() : calibration_.before()));
    setWindowTitle(measuring
                       ? QString::fromStdString(fmt::format("Calibrate the speakers: {} of {}",
                                                            calibration_.at() + 1, calibration_.count()))
                       : QStringLiteral("Calibrate the speakers"));
    sentence_->setText(QString::fromStdString(begun_ ? calibration_.sentence() : calibration_.preparation()));
    show_number(reading_, calibration_.reading().value_or(heard_set(calibration_.before()).reference_spl));
    reading_->setEnabled(measuring);
    back_->setEnabled(calibration_.at() > 0);
    next_->setText(next_word());
    if (measuring) {
        reading_->setFocus();
        reading_->selectAll();
    }
}

QString CalibrationDialog::next_word() const {
    if (calibration_.count() == 0) return QStringLiteral("Close");
    if (!begun_) return QStringLiteral("Start");
    return calibration_.speaker() ? QStringLiteral("Next") : QStringLiteral("Use");
}

void CalibrationDialog::say(const Result<void>& what) {
    trouble_->setText(what ? QString() : QString::fromStdString(what.error().text()));
    trouble_->setVisible(!what);
}

} // namespace dub::ui
