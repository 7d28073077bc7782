#include "ui/console/parameter_field.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>

#include "engine/session/edits/show_value.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

using session::Parameter;
using session::Taper;
using session::Unit;

double step_of(const Parameter& parameter) {
    if (parameter.unit == Unit::decibel) return 0.5;
    return parameter.taper == Taper::logarithmic ? parameter.min : (parameter.max - parameter.min) / 100;
}

int decimals_of(const Parameter& parameter) { return parameter.max - parameter.min > 100 ? 1 : 2; }

} // namespace

ParameterField::ParameterField(const Parameter& declared, const QString& name, QWidget* parent)
    : QWidget(parent)
    , declared_(declared) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](QWidget* field) {
        field->setAccessibleName(name);
        row->addWidget(field);
    };
    if (declared.unit == Unit::toggle) {
        auto* const box = new QCheckBox(this);
        add(box);
        connect(box, &QCheckBox::clicked, this, [this](bool on) { set(on ? 1 : 0); });
        show_ = [box](double value) { box->setChecked(value >= 0.5); };
    } else if (declared.unit == Unit::choice) {
        auto* const list = new QComboBox(this);
        for (const std::string_view choice : declared.choices)
            list->addItem(text_of(choice));
        add(list);
        connect(list, &QComboBox::activated, this, [this](int index) { set(index); });
        show_ = [list](double value) { list->setCurrentIndex(static_cast<int>(std::lround(value))); };
    } else {
        auto* const box = new QDoubleSpinBox(this);
        box->setRange(declared.min, declared.max);
        box->setDecimals(decimals_of(declared));
        box->setSingleStep(step_of(declared));
        box->setKeyboardTracking(false);
        const std::string_view unit = session::unit_text(declared.unit);
        if (!unit.empty()) box->setSuffix(QStringLiteral(" ") + text_of(unit));
        if (declared.taper == Taper::logarithmic) box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        add(box);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this](double value) { set(value); });
        show_ = [box](double value) {
            const QSignalBlocker quiet(box);
            box->setValue(value);
        };
    }
}

void ParameterField::show_value(double value) { show_(value); }

} // namespace dub::ui
