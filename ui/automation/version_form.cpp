#include "ui/automation/version_form.h"

#include <QComboBox>
#include <QLineEdit>

#include "engine/core/timecode.h"
#include "engine/session/lookup.h"
#include "engine/session/names.h"
#include "ui/edit_values.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

// Labels do not matter here, only how long a picture lasts.
bool is_a_rate(const NamedTimecodeFormat& one) { return one.format.drop == DropFrame::no; }

constexpr std::pair<const char*, const char*> methods[] = {
    {"resample", "Converting: faster is higher"},
    {"stretch", "Stretching: the pitch stays"},
    {"restamp", "Restamping: not a sample changes"},
};

std::string chosen(const QComboBox& box) { return box.currentData().toString().toStdString(); }

} // namespace

VersionForm::VersionForm(const Ports& ports, VersionId version, QWidget* parent)
    : FormDialog(QStringLiteral("New version"), parent)
    , ports_(ports)
    , version_(version) {
    if (const session::Version* const now = this->version()) {
        shown_ = *now;
        setWindowTitle(QStringLiteral("Version ") + text_of(now->name));
    }
    name_ = add_line("Name", text_of(shown_.name));
    name_->setPlaceholderText(QStringLiteral("Nearfield, broadcast, airline …"));
    if (!version_) add_likes();
    add_rates();
    language_ = add_line("Language", text_of(shown_.language));
    language_->setPlaceholderText(QStringLiteral("as the session; en, de … in file names"));
    notes_ = add_line("Notes", text_of(shown_.notes));
    add_buttons();
}

const session::Version* VersionForm::version() const {
    return session::find_version(ports_.document.now(), version_);
}

void VersionForm::add_likes() {
    like_ = new QComboBox(this);
    like_->addItem(QStringLiteral("The main mix"));
    for (const auto& one : ports_.document.now().versions)
        like_->addItem(text_of(one->name), text_of(one->id.text()));
    like_->setCurrentIndex(std::max(0, like_->findData(text_of(ports_.automation->version().text()))));
    add_row("Begins as", like_);
}

void VersionForm::add_rates() {
    rate_ = new QComboBox(this);
    rate_->addItem(version_ ? QStringLiteral("As the session") : QStringLiteral("As what it begins as"));
    for (const NamedTimecodeFormat& one : timecode_formats())
        if (is_a_rate(one)) {
            rate_->addItem(text_of(one.name), text_of(one.name));
            if (shown_.rate && shown_.rate->to == one.format.rate) rate_->setCurrentIndex(rate_->count() - 1);
        }
    if (shown_.rate && rate_->currentIndex() == 0) { // one without a name
        const QString ratio = QStringLiteral("%1/%2").arg(shown_.rate->to.num).arg(shown_.rate->to.den);
        rate_->addItem(ratio, ratio);
        rate_->setCurrentIndex(rate_->count() - 1);
    }
    rate_before_ = rate_->currentIndex();
    add_row("Frame rate", rate_);
    method_ = new QComboBox(this);
    for (const auto& [id, words] : methods)
        method_->addItem(QString::fromLatin1(words), QString::fromLatin1(id));
    if (shown_.rate) method_->setCurrentIndex(static_cast<int>(shown_.rate->method));
    method_before_ = method_->currentIndex();
    add_row("Sound follows by", method_);
    const auto follow = [this] { method_->setEnabled(rate_->currentIndex() > 0); };
    connect(rate_, &QComboBox::currentIndexChanged, this, follow);
    follow();
}

void VersionForm::add_rate_to(session::Arguments& arguments) const {
    if (rate_->currentIndex() == 0) return;
    arguments["rate"] = value(chosen(*rate_));
    arguments["method"] = value(chosen(*method_));
}

Result<void> VersionForm::answer() { return version_ ? change() : make(); }

Result<void> VersionForm::make() {
    session::Arguments arguments{{"name", value(name_->text().trimmed().toStdString())}};
    if (const std::string like = chosen(*like_); !like.empty()) arguments["like"] = value(like);
    add_rate_to(arguments);
    for (const auto& [key, line] : {std::pair{"language", language_}, {"notes", notes_}})
        if (!line->text().isEmpty()) arguments[key] = value(line->text().toStdString());
    CHECK(ports_.document.apply({{"add_version", std::move(arguments)}},
                                "New version " + name_->text().trimmed().toStdString()));
    (void)ports_.automation->hear(ports_.document.now().versions.back()->id); // not while a print is recorded
    return {};
}

Result<void> VersionForm::change() {
    if (version() == nullptr) return fail(ErrorCode::unfit, "This version is not there any more.");
    session::Arguments arguments{{"version", value(version_)}};
    const auto add = [&](const char* key, const QLineEdit& line, const std::string& before) {
        if (const std::string now = line.text().trimmed().toStdString(); now != before)
            arguments[key] = value(now);
    };
    add("name", *name_, shown_.name);
    add("language", *language_, shown_.language);
    add("notes", *notes_, shown_.notes);
    if (rate_->currentIndex() != rate_before_ || method_->currentIndex() != method_before_) {
        if (rate_->currentIndex() == 0) arguments["session_rate"] = value(true);
        add_rate_to(arguments);
    }
    if (arguments.size() == 1) return {};
    CHECK(ports_.document.apply({{"set_version", std::move(arguments)}}, "Version " + shown_.name));
    return {};
}

} // namespace dub::ui
