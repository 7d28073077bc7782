#include "ui/automation/kept_settings.h"

#include <array>

#include <QSettings>
#include <QStringList>

#include "ui/text.h"

namespace dub::ui {
namespace {

using session::PassSettings;

constexpr double shortest_ms = 10, longest_ms = 5000;
constexpr const char *match_key = "automation/match_ms", *kinds_key = "automation/passes_write";

struct Toggle {
    const char* key;
    bool PassSettings::*at;
};
constexpr std::array toggles{Toggle{"automation/prime", &PassSettings::prime},
                             Toggle{"automation/latch_after_write", &PassSettings::latch_after_write},
                             Toggle{"automation/coalesce", &PassSettings::coalesce}};

} // namespace

void keep(QSettings& settings, const PassSettings& passes) {
    QStringList kinds;
    for (const session::ControlKind kind : passes.enabled)
        kinds << text_of(session::name_of(kind));
    settings.setValue(kinds_key, kinds);
    settings.setValue(match_key, passes.match_ms);
    for (const Toggle& one : toggles)
        settings.setValue(one.key, passes.*one.at);
}

PassSettings restored(const QSettings& settings, PassSettings usual) {
    if (settings.contains(kinds_key)) {
        const QStringList kinds = settings.value(kinds_key).toStringList();
        usual.enabled.clear();
        for (const session::ControlKind kind : session::control_kinds)
            if (kinds.contains(text_of(session::name_of(kind)))) usual.enabled.insert(kind);
    }
    const double match = settings.value(match_key).toDouble();
    if (match >= shortest_ms && match <= longest_ms) usual.match_ms = match;
    for (const Toggle& one : toggles)
        usual.*one.at = settings.value(one.key, usual.*one.at).toBool();
    return usual;
}

} // namespace dub::ui
