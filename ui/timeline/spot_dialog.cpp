#include "ui/timeline/spot_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "ui/text.h"
#include "ui/transport/position_text.h"

namespace dub::ui::timeline {

SpotDialog::SpotDialog(session::Session session, const session::Clip& clip, std::optional<SamplePos> stamped,
                       std::function<void(SamplePos)> answered, QWidget* parent)
    : QDialog(parent)
    , session_(std::move(session))
    , place_(clip.place)
    , start_(field("Start"))
    , end_(field("End"))
    , trouble_(new QLabel(this)) {
    setWindowTitle(QStringLiteral("Spot ") + text_of(clip.name));
    auto* const form = new QFormLayout(this);
    form->addRow(QStringLiteral("Start"), start_);
    form->addRow(QStringLiteral("End"), end_);
    auto* const stamp = new QPushButton(this);
    stamp->setEnabled(stamped.has_value());
    stamp->setText(stamped ? QStringLiteral("Time stamp: ") +
                                 text_of(position_text(*stamped, Unit::timecode, session_))
                           : QStringLiteral("Its recording has no time stamp"));
    form->addRow(stamp);
    trouble_->setAccessibleName(QStringLiteral("What is wrong"));
    trouble_->setWordWrap(true);
    trouble_->hide();
    form->addRow(trouble_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    form->addRow(buttons);
    show_place(stamped.value_or(place_.start));
    start_->selectAll();
    connect(stamp, &QPushButton::clicked, this, [this, stamped] { show_place(*stamped); });
    connect(start_, &QLineEdit::textEdited, this, [this] { typed(*start_, *end_, place_.length()); });
    connect(end_, &QLineEdit::textEdited, this, [this] { typed(*end_, *start_, -place_.length()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, answered = std::move(answered)] {
        if (!to_) return trouble_->show();
        accept();
        answered(*to_);
    });
}

QLineEdit* SpotDialog::field(const char* name) {
    auto* const made = new QLineEdit(this);
    made->setAccessibleName(QString::fromLatin1(name));
    return made;
}

void SpotDialog::show_place(SamplePos start) {
    to_ = start;
    start_->setText(text_of(position_text(start, Unit::timecode, session_)));
    end_->setText(text_of(position_text(start + place_.length(), Unit::timecode, session_)));
}

void SpotDialog::typed(QLineEdit& in, QLineEdit& other, SampleCount later) {
    const bool is_start = &in == start_;
    const auto at = parse_position(in.text().toStdString(), Unit::timecode, session_,
                                   is_start ? place_.start : place_.end);
    to_ = !at ? std::nullopt : std::optional(is_start ? *at : *at + later);
    if (!at) return trouble_->setText(text_of(at.error().text()));
    trouble_->hide();
    other.setText(text_of(position_text(*at + later, Unit::timecode, session_)));
}

} // namespace dub::ui::timeline
