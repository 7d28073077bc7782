#include "ui/automation/version_choice.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>

#include "ui/monitor/lit_button.h"
#include "ui/text.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

using session::HandsWrite;
constexpr theme::Metric widest{150};

void hear(const Ports& ports, VersionId version, const std::function<void(const std::string&)>& say) {
    if (const auto heard = ports.automation->hear(version); !heard) return say(heard.error().text());
    const QString name = heard_version(ports);
    say(name.isEmpty() ? "The main mix is heard." : "The version " + name.toStdString() + " is heard.");
}

void set_hands(AutomationPort& port, HandsWrite hands) {
    auto settings = port.settings();
    settings.hands = hands;
    port.set(settings);
}

} // namespace

VersionChoice::VersionChoice(const Ports& ports, QWidget* parent)
    : QComboBox(parent)
    , ports_(ports) {
    setAccessibleName(QStringLiteral("Version that is heard"));
    setToolTip(QStringLiteral("Which version is heard: the main mix, or what a version makes of it "
                              "(a change of its frame rate is not heard)"));
    setFocusPolicy(Qt::TabFocus);
    setMaximumWidth(widest);
    addItem(QStringLiteral("Main mix"));
    connect(this, &QComboBox::activated, this, [this](int index) {
        const auto place = static_cast<std::size_t>(index);
        hear(ports_, place == 0 || place > shown_.size() ? VersionId{} : shown_[place - 1]->id, say);
        tick();
    });
    tick();
}

void VersionChoice::tick() {
    const auto& versions = ports_.document.now().versions;
    if (versions != shown_) {
        shown_ = versions;
        while (count() > 1)
            removeItem(1);
        for (const auto& version : shown_)
            addItem(text_of(version->name));
    }
    const VersionId heard = ports_.automation->version();
    const auto at = std::ranges::find(shown_, heard, [](const auto& one) { return one->id; });
    const int index = at == shown_.end() ? 0 : static_cast<int>(at - shown_.begin()) + 1;
    if (currentIndex() != index) setCurrentIndex(index);
    if (isEnabled() == shown_.empty()) setEnabled(!shown_.empty());
}

HandsChoice::HandsChoice(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports)
    , main_(new LitButton(QStringLiteral("Main"),
                          QStringLiteral("Hands write the main mix, through whatever version is heard"),
                          theme::accent, this))
    , version_(new LitButton({}, QStringLiteral("Hands write the version that is heard: its trims and mutes"),
                             theme::input, this)) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid / 2);
    row->addWidget(new QLabel(QStringLiteral("Hands write:"), this));
    for (LitButton* const one : {main_, version_}) {
        one->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        row->addWidget(one);
    }
    connect(main_, &QToolButton::clicked, this, [this] { choose(HandsWrite::mix); });
    connect(version_, &QToolButton::clicked, this, [this] { choose(HandsWrite::version); });
    tick();
}

void HandsChoice::choose(HandsWrite hands) {
    set_hands(*ports_.automation, hands);
    tick();
}

void HandsChoice::tick() {
    const QString name = heard_version(ports_);
    if (isHidden() != name.isEmpty()) setVisible(!name.isEmpty());
    if (const QString fitting = version_->fontMetrics().elidedText(name, Qt::ElideRight, widest);
        version_->text() != fitting)
        version_->setText(fitting);
    const HandsWrite hands = ports_.automation->settings().hands;
    main_->light(hands == HandsWrite::mix);
    version_->light(hands == HandsWrite::version);
}

QString heard_version(const Ports& ports) {
    const session::Version* const version =
        ports.automation == nullptr
            ? nullptr
            : session::find_version(ports.document.now(), ports.automation->version());
    return version == nullptr ? QString() : text_of(version->name);
}

void hear_next_version(const Ports& ports, const std::function<void(const std::string&)>& say) {
    const auto& versions = ports.document.now().versions;
    if (versions.empty())
        return say("This session has no versions yet: make one with 'New version of the mix'.");
    const VersionId heard = ports.automation->version();
    const auto at = std::ranges::find(versions, heard, [](const auto& one) { return one->id; });
    if (at == versions.end()) return hear(ports, versions.front()->id, say);
    hear(ports, at + 1 == versions.end() ? VersionId{} : (*(at + 1))->id, say);
}

void turn_hands(const Ports& ports, const std::function<void(const std::string&)>& say) {
    const QString name = heard_version(ports);
    if (name.isEmpty()) return say("The main mix is heard, and hands write it: hear a version first.");
    const bool main = ports.automation->settings().hands == HandsWrite::mix;
    set_hands(*ports.automation, main ? HandsWrite::version : HandsWrite::mix);
    say(main ? "Hands write the version " + name.toStdString() + "." : "Hands write the main mix.");
}

} // namespace dub::ui
