#include "ui/picture/offset_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>

namespace dub::ui {
namespace {

constexpr double most_ms = 1000;

QDoubleSpinBox* number(const QString& name, double range, double step, int decimals, QWidget* parent) {
    auto* const box = new QDoubleSpinBox(parent);
    box->setAccessibleName(name);
    box->setRange(-range, range);
    box->setSingleStep(step);
    box->setDecimals(decimals);
    return box;
}

} // namespace

OffsetDialog::OffsetDialog(double milliseconds, double frames_per_second, std::function<void(double)> changed,
                           QWidget* parent)
    : QDialog(parent)
    , milliseconds_(number(QStringLiteral("Milliseconds"), most_ms, 1, 1, this)) {
    const double quarter_ms = 250 / frames_per_second;
    quarters_ = number(QStringLiteral("Quarter frames"), most_ms / quarter_ms, 1, 2, this);
    setWindowTitle(QStringLiteral("Picture offset"));
    auto* const form = new QFormLayout(this);
    form->addRow(new QLabel(QStringLiteral("How much later the screen shows what it is given.\n"
                                           "Positive: pictures are sent that much ahead."),
                            this));
    form->addRow(QStringLiteral("Milliseconds"), milliseconds_);
    form->addRow(QStringLiteral("Quarter frames"), quarters_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::accept);
    milliseconds_->setValue(milliseconds);
    quarters_->setValue(milliseconds / quarter_ms);
    connect(milliseconds_, &QDoubleSpinBox::valueChanged, this, [this, changed, quarter_ms](double ms) {
        const QSignalBlocker quiet(quarters_);
        quarters_->setValue(ms / quarter_ms);
        changed(ms);
    });
    connect(quarters_, &QDoubleSpinBox::valueChanged, this,
            [this, quarter_ms](double quarters) { milliseconds_->setValue(quarters * quarter_ms); });
}

} // namespace dub::ui
