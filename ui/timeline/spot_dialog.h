#pragma once
// Where a clip is spotted to: its start or its end, each moves the other; or where its recording was stamped.
// [window thread]

#include <functional>

#include <QDialog>

#include "engine/session/session.h"

class QLabel;
class QLineEdit;

namespace dub::ui::timeline {

class SpotDialog final : public QDialog {
  public:
    // `answered` gets the clip's new start. `stamped`: where the clip would lie by its recording's time
    // stamp.
    SpotDialog(session::Session session, const session::Clip& clip, std::optional<SamplePos> stamped,
               std::function<void(SamplePos)> answered, QWidget* parent);

  private:
    QLineEdit* field(const char* name);
    void show_place(SamplePos start);
    void typed(QLineEdit& in, QLineEdit& other, SampleCount later);

    session::Session session_;
    SampleRange place_;
    QLineEdit *start_, *end_;
    QLabel* trouble_;
    std::optional<SamplePos> to_;
};

} // namespace dub::ui::timeline
