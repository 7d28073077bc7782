#include "ui/timeline/fades_dialog.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>

#include "engine/session/names.h"
#include "ui/text.h"

namespace dub::ui::timeline {
namespace {

constexpr double usual_ms = 10, longest_ms = 600'000;

} // namespace

FadesDialog::FadesDialog(SampleRate rate, std::function<void(const FadeWish&)> answered, QWidget* parent)
    : QDialog(parent)
    , rate_(rate)
    , bare_(new QCheckBox(QStringLiteral("Only edges without a fade"), this)) {
    setWindowTitle(QStringLiteral("Fades"));
    new QGridLayout(this);
    in_ = add_row(QStringLiteral("Fade in"), usual_ms);
    out_ = add_row(QStringLiteral("Fade out"), usual_ms);
    cross_ = add_row(QStringLiteral("Crossfade"), usual_ms);
    auto* const grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(bare_, grid->rowCount(), 0, 1, 3);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    grid->addWidget(buttons, grid->rowCount(), 0, 1, 3);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, answered = std::move(answered)] {
        accept();
        answered(wish());
    });
    in_.length_ms->setFocus();
    in_.length_ms->selectAll();
}

FadesDialog::Row FadesDialog::add_row(const QString& name, double length_ms) {
    auto* const grid = static_cast<QGridLayout*>(layout());
    const Row row{new QCheckBox(name, this), new QDoubleSpinBox(this), new QComboBox(this)};
    row.wanted->setChecked(true);
    row.length_ms->setAccessibleName(name + QStringLiteral(" length"));
    row.length_ms->setRange(0, longest_ms);
    row.length_ms->setDecimals(1);
    row.length_ms->setSingleStep(usual_ms);
    row.length_ms->setSuffix(QStringLiteral(" ms"));
    row.length_ms->setValue(length_ms);
    row.shape->setAccessibleName(name + QStringLiteral(" shape"));
    for (const auto shape : session::fade_curve_names)
        row.shape->addItem(text_of(shape));
    row.shape->setCurrentIndex(static_cast<int>(session::FadeCurve::equal_power));
    const int at = grid->rowCount();
    grid->addWidget(row.wanted, at, 0);
    grid->addWidget(row.length_ms, at, 1);
    grid->addWidget(row.shape, at, 2);
    connect(row.wanted, &QCheckBox::toggled, row.length_ms, &QWidget::setEnabled);
    connect(row.wanted, &QCheckBox::toggled, row.shape, &QWidget::setEnabled);
    return row;
}

std::optional<session::Fade> FadesDialog::fade_of(const Row& row) const {
    if (!row.wanted->isChecked()) return std::nullopt;
    const double samples = row.length_ms->value() / 1000 * static_cast<double>(rate_.hz);
    return session::Fade{{std::llround(samples)}, static_cast<session::FadeCurve>(row.shape->currentIndex())};
}

FadeWish FadesDialog::wish() const {
    return {fade_of(in_), fade_of(out_), fade_of(cross_),
            bare_->isChecked() ? FadeWish::Edges::bare : FadeWish::Edges::all};
}

} // namespace dub::ui::timeline
