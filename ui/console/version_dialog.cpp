#include "ui/console/version_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>

#include "engine/session/edits/versions.h"
#include "ui/edit_values.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

enum Mute : int { as_mix, muted, not_muted };

Mute mute_of(const session::VersionStrip& layer) {
    return !layer.muted ? as_mix : *layer.muted ? muted : not_muted;
}

const session::Version& heard(const Ports& ports) {
    return *session::find_version(ports.document.now(), ports.automation->version());
}

std::string title_of(const Ports& ports, const std::vector<session::StripOwner>& strips) {
    const std::string what = strips.size() == 1 ? session::name_of(ports.document.now(), strips.front())
                                                : std::to_string(strips.size()) + " strips";
    return heard(ports).name + ": " + what;
}

} // namespace

VersionDialog::VersionDialog(const Ports& ports, std::vector<session::StripOwner> strips, QWidget* parent)
    : FormDialog(text_of(title_of(ports, strips)), parent)
    , ports_(ports)
    , strips_(std::move(strips))
    , shown_(session::layer_of(heard(ports_), strips_.front())) {
    trim_ = add_level("Trim", shown_.trim);
    if (!shown_.lane.empty()) {
        trim_->setEnabled(false);
        trim_->setToolTip(QStringLiteral("It is ridden in time"));
    }
    surrounds_ = add_level("Surrounds", shown_.surrounds);
    lfe_ = add_level("LFE", shown_.lfe);
    mute_ = new QComboBox(this);
    for (const char* const one : {"As the main mix", "Muted", "Not muted"})
        mute_->addItem(QString::fromLatin1(one));
    mute_->setCurrentIndex(mute_of(shown_));
    add_row("Mute", mute_);
    add_buttons();
}

QDoubleSpinBox* VersionDialog::add_level(const char* name, Db level) {
    auto* const box = new QDoubleSpinBox(this);
    box->setRange(session::trim_limits.min, session::trim_limits.max);
    box->setDecimals(1);
    box->setSingleStep(0.5);
    box->setSuffix(QStringLiteral(" dB"));
    box->setSpecialValueText(QStringLiteral("-inf"));
    box->setValue(level.value);
    add_row(name, box);
    return box;
}

Result<void> VersionDialog::answer() {
    session::Arguments arguments{{"strips", value(strips_)}};
    const auto add = [&](const char* name, const QDoubleSpinBox& box, Db before) {
        // The box rounds: what was not touched stays to the last digit.
        if (std::abs(box.value() - before.value) > 0.05) arguments[name] = value(box.value());
    };
    add("trim", *trim_, shown_.trim);
    add("surrounds", *surrounds_, shown_.surrounds);
    add("lfe", *lfe_, shown_.lfe);
    const int mute = mute_->currentIndex();
    if (mute != mute_of(shown_))
        arguments[mute == as_mix ? "mute_as_mix" : "muted"] = value(mute != not_muted);
    if (arguments.size() == 1) return {};
    if (session::find_version(ports_.document.now(), ports_.automation->version()) == nullptr)
        return fail(ErrorCode::unfit, "The version is not heard any more; hear it first.");
    arguments["version"] = value(ports_.automation->version());
    CHECK(ports_.document.apply({{"set_version_strip", std::move(arguments)}}, title_of(ports_, strips_)));
    return {};
}

} // namespace dub::ui
