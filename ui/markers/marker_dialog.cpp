#include "ui/markers/marker_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"
#include "ui/transport/position_text.h"

namespace dub::ui {
namespace {

struct NamedColour {
    const char *name, *value;
};
constexpr NamedColour colours[] = {{"Usual", ""},         {"Blue", "#5DA9E9"},  {"Teal", "#4FC3C7"},
                                   {"Green", "#66B58A"},  {"Ochre", "#E0A458"}, {"Red", "#E4685D"},
                                   {"Violet", "#B48EE0"}, {"White", "#E6E8EB"}};
constexpr int comment_height = 72, dialog_width = 380;

QIcon swatch(const QColor& colour) {
    QPixmap pixels(12, 12);
    pixels.fill(colour);
    return {pixels};
}

} // namespace

MarkerDialog::MarkerDialog(const session::Session& session, const session::Marker& marker, Answered answered,
                           QWidget* parent)
    : QDialog(parent)
    , session_(session)
    , before_(marker)
    , answered_(std::move(answered))
    , name_(new QLineEdit(text_of(marker.name), this))
    , at_(new QLineEdit(this))
    , colour_(new QComboBox(this))
    , comment_(new QPlainTextEdit(text_of(marker.comment), this))
    , trouble_(new QLabel(this)) {
    setWindowTitle(QStringLiteral("Marker"));
    setMinimumWidth(dialog_width);
    at_->setText(text_of(position_text(session::sample_of(session_, before_.at), Unit::timecode, session_)));
    for (const NamedColour& one : colours)
        colour_->addItem(swatch(*one.value == '\0' ? QColor(theme::solo) : QColor(QLatin1String(one.value))),
                         QLatin1String(one.name), QLatin1String(one.value));
    const QString own = text_of(before_.colour);
    int known = colour_->findData(own, Qt::UserRole, Qt::MatchFixedString);
    if (known < 0) {
        colour_->addItem(swatch(QColor(own)), own, own);
        known = colour_->count() - 1;
    }
    colour_->setCurrentIndex(known);
    make_form();
    name_->selectAll();
}

void MarkerDialog::make_form() {
    name_->setAccessibleName(QStringLiteral("Name"));
    at_->setAccessibleName(QStringLiteral("Position"));
    colour_->setAccessibleName(QStringLiteral("Colour"));
    comment_->setAccessibleName(QStringLiteral("Comment"));
    comment_->setFixedHeight(comment_height);
    comment_->setTabChangesFocus(true);
    trouble_->setWordWrap(true);
    trouble_->setAccessibleName(QStringLiteral("What is wrong"));
    trouble_->hide();
    auto* const form = new QFormLayout(this);
    form->addRow(QStringLiteral("Name"), name_);
    form->addRow(QStringLiteral("Position"), at_);
    form->addRow(QStringLiteral("Colour"), colour_);
    form->addRow(QStringLiteral("Comment"), comment_);
    form->addRow(trouble_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { answer(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

Result<Edit> MarkerDialog::edit() const {
    Edit edit{"set_marker", {{"marker", value(before_.id)}}};
    const SamplePos here = session::sample_of(session_, before_.at);
    TRY(const SamplePos at, parse_position(at_->text().toStdString(), Unit::timecode, session_, here));
    if (session::frame_of(session_, at) != before_.at) edit.arguments["at"] = value(at);
    const auto say = [&](const char* argument, const std::string& now, const std::string& before) {
        if (now != before) edit.arguments[argument] = value(now);
    };
    say("name", name_->text().toStdString(), before_.name);
    say("colour", colour_->currentData().toString().toStdString(), before_.colour);
    say("comment", comment_->toPlainText().toStdString(), before_.comment);
    return edit;
}

void MarkerDialog::answer() {
    const auto made = edit();
    const Result<void> done = !made                         ? std::unexpected(made.error())
                              : made->arguments.size() == 1 ? Result<void>{}
                                                            : answered_(*made);
    if (done) return accept();
    trouble_->setText(text_of(done.error().text()));
    trouble_->show();
}

} // namespace dub::ui
