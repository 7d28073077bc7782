#include "ui/timeline/spot_dialog.h"

#include <QLineEdit>
#include <QPushButton>

#include "engine/session/lookup.h"
#include "ui/text.h"
#include "ui/transport/position_text.h"

namespace dub::ui::timeline {

SpotDialog::SpotDialog(session::Session session, const session::Clip& clip, std::optional<SamplePos> stamped,
                       std::function<void(SamplePos)> answered, QWidget* parent)
    : FormDialog(QStringLiteral("Spot ") + text_of(clip.name), parent)
    , session_(std::move(session))
    , place_(clip.place)
    , start_(add_line("Start", {}))
    , end_(add_line("End", {}))
    , answered_(std::move(answered)) {
    auto* const stamp = new QPushButton(this);
    stamp->setEnabled(stamped.has_value());
    stamp->setText(stamped ? text_of(session::timecode(session_, *stamped)) : QStringLiteral("none"));
    add_row("Time stamp of its recording", stamp);
    add_buttons();
    show_place(stamped.value_or(place_.start));
    start_->setFocus();
    start_->selectAll();
    connect(stamp, &QPushButton::clicked, this, [this, stamped] { show_place(*stamped); });
    connect(start_, &QLineEdit::textEdited, this, [this] { typed(*start_, *end_, place_.length()); });
    connect(end_, &QLineEdit::textEdited, this, [this] { typed(*end_, *start_, -place_.length()); });
}

void SpotDialog::show_place(SamplePos start) {
    to_ = start;
    start_->setText(text_of(session::timecode(session_, start)));
    end_->setText(text_of(session::timecode(session_, start + place_.length())));
}

void SpotDialog::typed(const QLineEdit& in, QLineEdit& other, SampleCount later) {
    const bool is_start = &in == start_;
    to_ = parse_position(in.text().toStdString(), Unit::timecode, session_,
                         is_start ? place_.start : place_.end);
    if (!to_) return;
    other.setText(text_of(session::timecode(session_, *to_ + later)));
    if (!is_start) to_ = *to_ + later;
}

Result<void> SpotDialog::answer() {
    TRY(const SamplePos to, to_);
    answered_(to);
    return {};
}

} // namespace dub::ui::timeline
