#pragma once
// Where a clip is spotted to: its start or its end, each moves the other; or where its recording was stamped.
// [window thread]

#include <functional>

#include "engine/session/session.h"
#include "ui/dialogs/form_dialog.h"

namespace dub::ui::timeline {

class SpotDialog final : public FormDialog {
  public:
    // `answered` gets the clip's new start. `stamped`: where the clip would lie by its recording's time
    // stamp.
    SpotDialog(session::Session session, const session::Clip& clip, std::optional<SamplePos> stamped,
               std::function<void(SamplePos)> answered, QWidget* parent);

  private:
    void show_place(SamplePos start);
    // The other end lies `later`.
    void typed(const QLineEdit& in, QLineEdit& other, SampleCount later);
    Result<void> answer() override;

    session::Session session_;
    SampleRange place_;
    QLineEdit *start_, *end_;
    std::function<void(SamplePos)> answered_;
    Result<SamplePos> to_; // the start: to the sample as long as nobody typed another
};

} // namespace dub::ui::timeline
