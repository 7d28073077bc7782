#include "ui/automation/version_commands.h"

#include <QMenu>

#include "ui/automation/version_choice.h"
#include "ui/automation/version_form.h"
#include "ui/edit_values.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

void open_form(const Ports& ports, VersionId version, QWidget* parent) {
    auto* const form = new VersionForm(ports, version, parent->window());
    form->setAttribute(Qt::WA_DeleteOnClose);
    form->open();
}

// The mix is heard then, by itself; undo brings the version back.
void remove_heard(const Ports& ports, const std::function<void(const std::string&)>& say) {
    const std::string name = heard_version(ports).toStdString();
    const auto done = ports.document.apply(
        {{"remove_version", {{"version", value(ports.automation->version())}}}}, "Remove version " + name);
    say(done ? "The version " + name + " is removed; undo brings it back." : done.error().text());
}

} // namespace

Commands version_commands(const Ports& ports, QWidget* parent,
                          const std::function<void(const std::string&)>& say) {
    const auto writable = [ports] { return !ports.document.read_only(); };
    const auto heard = [ports, writable] { return writable() && !heard_version(ports).isEmpty(); };
    return {
        {"version.next", "Hear the next version, or the main mix", "Automation",
         [ports, say] { hear_next_version(ports, say); }},
        {"version.hands", "Hands write the version that is heard, or the main mix", "Automation",
         [ports, say] { turn_hands(ports, say); }},
        {"version.new", "New version of the mix…", "Automation",
         [ports, parent] { open_form(ports, {}, parent); }, writable},
        {"version.change", "Name, frame rate, language of the version that is heard…", "Automation",
         [ports, parent] { open_form(ports, ports.automation->version(), parent); }, heard},
        {"version.remove", "Remove the version that is heard", "Automation",
         [ports, say] { remove_heard(ports, say); }, heard},
    };
}

VersionButton::VersionButton(const Ports& ports, QWidget* parent)
    : QToolButton(parent) {
    setText(QStringLiteral("…"));
    setAccessibleName(QStringLiteral("Versions"));
    setToolTip(QStringLiteral("Make, change and remove versions of the mix"));
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QToolButton::clicked, this, [this, ports] {
        auto* const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        const QString name = heard_version(ports);
        for (const Command& one :
             version_commands(ports, this, [this](const std::string& words) { say(words); })) {
            const bool of_one = one.id == "version.change" || one.id == "version.remove";
            if (one.id != "version.new" && (!of_one || name.isEmpty())) continue;
            auto* const entry = menu->addAction(text_of(one.name), this, one.run);
            if (one.id == "version.change") entry->setText(QStringLiteral("Change %1…").arg(name));
            if (one.id == "version.remove") entry->setText(QStringLiteral("Remove %1").arg(name));
            entry->setEnabled(one.enabled());
        }
        menu->popup(mapToGlobal(QPoint(0, height())));
    });
}

} // namespace dub::ui
