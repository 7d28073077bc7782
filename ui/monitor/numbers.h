#pragma once
// A box for one number of the monitor. [window thread]

#include <functional>

#include <QDoubleSpinBox>
#include <QSignalBlocker>

namespace dub::ui {

struct NumberRange {
    double low, high, step;
    int decimals;
    const char* unit; // " dB"
};

// `entered` hears a number once it is whole: after Return, the wheel, an arrow.
inline QDoubleSpinBox* number_box(const QString& name, NumberRange range, QWidget* parent,
                                  const std::function<void(double)>& entered) {
    auto* const box = new QDoubleSpinBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setRange(range.low, range.high);
    box->setSingleStep(range.step);
    box->setDecimals(range.decimals);
    box->setSuffix(QString::fromUtf8(range.unit));
    box->setKeyboardTracking(false);
    box->setFocusPolicy(Qt::StrongFocus); // the wheel turns it and leaves the keyboard where it is
    QObject::connect(box, &QDoubleSpinBox::valueChanged, box, entered);
    return box;
}

inline void show_number(QDoubleSpinBox* box, double value) {
    const QSignalBlocker quiet(box);
    box->setValue(value);
}

} // namespace dub::ui
