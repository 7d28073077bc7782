#include "ui/console/parameter_field.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include "engine/session/edits/show_value.h"
#include "ui/console/parameter_slide.h"
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
        add_number(name);
    }
}

void ParameterField::add_number(const QString& name) {
    auto* const slide = new ParameterSlide(declared_, name, this);
    slide->touched = [this] { touched(); };
    slide->moved = [this](double value) {
        moved(value);
        show_(value);
    };
    slide->let_go = [this] { let_go(); };
    auto* const box = new QDoubleSpinBox(this);
    box->setAccessibleName(name);
    box->setRange(declared_.min, declared_.max);
    box->setDecimals(decimals_of(declared_));
    box->setSingleStep(step_of(declared_));
    box->setKeyboardTracking(false);
    const std::string_view unit = session::unit_text(declared_.unit);
    if (!unit.empty()) box->setSuffix(QStringLiteral(" ") + text_of(unit));
    if (declared_.taper == Taper::logarithmic) box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this](double value) { set(value); });
    layout()->addWidget(slide);
    layout()->addWidget(box);
    show_ = [box, slide, line = box->findChild<QLineEdit*>()](double value) {
        slide->show_value(value);
        if (box->hasFocus() && line->isModified()) return; // being typed into
        const QSignalBlocker quiet(box);
        box->setValue(value);
    };
}

void ParameterField::show_value(double value) { show_(value); }

} // namespace dub::ui
