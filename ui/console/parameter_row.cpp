#include "ui/console/parameter_row.h"

#include <cmath>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>

#include "ui/console/parameter_travel.h"
#include "ui/text.h"
#include "ui/theme/look.h"

namespace dub::ui {
namespace {

constexpr int steps = 1000, name_width = 110, text_width = 76;

bool is_chosen(const session::Parameter& parameter) {
    return parameter.unit == session::Unit::choice || parameter.unit == session::Unit::toggle;
}

} // namespace

ParameterRow::ParameterRow(const session::Parameter& parameter, const QString& of, QWidget* parent)
    : QWidget(parent)
    , parameter_(parameter) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto* const label = new QLabel(text_of(parameter.name), this);
    label->setFixedWidth(name_width);
    row->addWidget(label);
    const QString name = text_of(parameter.name) + QStringLiteral(" of ") + of;
    if (is_chosen(parameter))
        make_choice(name);
    else
        make_slider(name);
}

void ParameterRow::make_slider(const QString& name) {
    slider_ = new QSlider(Qt::Horizontal, this);
    slider_->setAccessibleName(name);
    slider_->setRange(0, steps);
    slider_->setPageStep(steps / 20);
    slider_->setMinimumWidth(180);
    text_ = new QLabel(this);
    text_->setFixedWidth(text_width);
    text_->setFont(theme::number_font(12));
    layout()->addWidget(slider_);
    layout()->addWidget(text_);
    const auto value = [this] {
        return value_at_travel(parameter_, static_cast<double>(slider_->value()) / steps);
    };
    connect(slider_, &QSlider::valueChanged, this, [this, value] {
        say(value());
        if (slider_->isSliderDown())
            moved(value());
        else
            settled(value()); // by the wheel or a key
    });
    connect(slider_, &QSlider::sliderReleased, this, [this, value] { settled(value()); });
}

void ParameterRow::make_choice(const QString& name) {
    choice_ = new QComboBox(this);
    choice_->setAccessibleName(name);
    for (double value = parameter_.min; value <= parameter_.max; ++value)
        choice_->addItem(text_of(parameter_text(parameter_, value)));
    layout()->addWidget(choice_);
    connect(choice_, &QComboBox::activated, this, [this](int index) { settled(parameter_.min + index); });
}

void ParameterRow::say(double value) { text_->setText(text_of(parameter_text(parameter_, value))); }

void ParameterRow::set_value(double value) {
    if (choice_ != nullptr) {
        choice_->setCurrentIndex(static_cast<int>(std::lround(value - parameter_.min)));
        return;
    }
    if (slider_->isSliderDown()) return;
    const QSignalBlocker quiet(slider_);
    slider_->setValue(static_cast<int>(std::lround(travel_of(parameter_, value) * steps)));
    say(value);
}

} // namespace dub::ui
