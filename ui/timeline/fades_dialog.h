#pragma once
// Fades for many clips at once: which, how long, which shape. [window thread]

#include <functional>

#include <QDialog>

#include "ui/timeline/fade_gestures.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace dub::ui::timeline {

class FadesDialog final : public QDialog {
  public:
    FadesDialog(SampleRate rate, std::function<void(const FadeWish&)> answered, QWidget* parent);
    [[nodiscard]] FadeWish wish() const;

  private:
    struct Row {
        QCheckBox* wanted;
        QDoubleSpinBox* length_ms;
        QComboBox* shape;
    };
    Row add_row(const QString& name, double length_ms);
    [[nodiscard]] std::optional<session::Fade> fade_of(const Row& row) const;

    SampleRate rate_;
    Row in_, out_, cross_;
    QCheckBox* bare_;
};

} // namespace dub::ui::timeline
