#include "ui/markers/marker_dialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "engine/session/lookup.h"
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
constexpr theme::Metric comment_height{72};

QIcon swatch(const QColor& colour) {
    QPixmap pixels(12, 12);
    pixels.fill(colour);
    return {pixels};
}

} // namespace

MarkerDialog::MarkerDialog(const session::Session& session, const session::Marker& marker,
                           EditAnswered answered, QWidget* parent)
    : FormDialog(QStringLiteral("Marker"), parent)
    , session_(session)
    , before_(marker)
    , answered_(std::move(answered))
    , name_(add_line("Name", text_of(marker.name)))
    , at_(add_line("Position", text_of(session::timecode(session, session::sample_of(session, marker.at)))))
    , colour_(new QComboBox(this))
    , comment_(new QPlainTextEdit(text_of(marker.comment), this)) {
    fill_colours();
    add_row("Colour", colour_);
    comment_->setFixedHeight(comment_height);
    comment_->setTabChangesFocus(true);
    add_row("Comment", comment_);
    add_buttons();
    name_->selectAll();
}

void MarkerDialog::fill_colours() {
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
}

Result<void> MarkerDialog::answer() {
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
    return edit.arguments.size() == 1 ? Result<void>{} : answered_(edit);
}

} // namespace dub::ui
