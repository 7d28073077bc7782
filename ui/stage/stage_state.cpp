// What a stage remembers between two openings: panels for all sessions, zoom and cursor for each file.

#include "ui/stage/stage.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QSettings>

#include "ui/automation/kept_settings.h"
#include "ui/picture/picture_view.h"
#include "ui/timeline/snapping.h"
#include "ui/timeline/timeline.h"
#include "ui/transport/transport_bar.h"

namespace dub::ui {
namespace {

QString key_of(const DocumentPort& document) {
    const QByteArray name = QByteArray::fromStdString(document.now().info->lineage + document.file_name());
    return "session/" + QCryptographicHash::hash(name, QCryptographicHash::Sha1).toHex().left(16);
}

// What is the same in all sessions: modes, zoom presets, rulers.
void keep_way_of_working(QSettings& settings, const timeline::ViewState& view) {
    QVariantList zooms, shown;
    for (const double zoom : view.zooms)
        zooms.append(zoom);
    for (const timeline::Ruler ruler : view.shown_rulers)
        shown.append(static_cast<int>(ruler));
    settings.setValue("timeline/zooms", zooms);
    settings.setValue("timeline/rulers", shown);
    settings.setValue("timeline/mode", static_cast<int>(view.mode));
    settings.setValue("timeline/follow", static_cast<int>(view.follow));
    settings.setValue("timeline/gain_lines", view.gain_lines == timeline::GainLines::shown);
    settings.setValue("timeline/auto_fades", view.auto_fades == timeline::AutoFades::on);
    settings.setValue("timeline/automation_follows", view.automation == timeline::Automation::follows);
}

// An enumerator kept as a number; what is none stays as it was.
template <class Enum> void take(const QSettings& settings, const char* key, Enum last, Enum& out) {
    bool is_number = false;
    const int kept = settings.value(key).toInt(&is_number);
    if (is_number && kept >= 0 && kept <= static_cast<int>(last)) out = static_cast<Enum>(kept);
}

void restore_way_of_working(const QSettings& settings, timeline::ViewState& view) {
    using namespace timeline;
    const QVariantList zooms = settings.value("timeline/zooms").toList();
    for (std::size_t i = 0; i < view.zooms.size() && static_cast<qsizetype>(i) < zooms.size(); ++i)
        if (const double zoom = zooms[static_cast<qsizetype>(i)].toDouble(); zoom >= Scale::least)
            view.zooms[i] = std::min(zoom, Scale::most);
    if (settings.contains("timeline/rulers")) {
        view.shown_rulers.clear();
        for (const QVariant& one : settings.value("timeline/rulers").toList())
            if (const int ruler = one.toInt(); ruler >= 0 && ruler < static_cast<int>(rulers.size()))
                view.shown_rulers.insert(static_cast<Ruler>(ruler));
    }
    take(settings, "timeline/mode", EditMode::grid_relative, view.mode);
    take(settings, "timeline/follow", Follow::centre, view.follow);
    if (settings.value("timeline/gain_lines", false).toBool()) view.gain_lines = GainLines::shown;
    if (settings.value("timeline/auto_fades", false).toBool()) view.auto_fades = AutoFades::on;
    if (!settings.value("timeline/automation_follows", true).toBool()) view.automation = Automation::stays;
}

} // namespace

void Stage::keep(QSettings& settings) const {
    settings.setValue("stage/across", across_->saveState());
    settings.setValue("stage/down", down_->saveState());
    settings.setValue("stage/right_side", !down_->isHidden());
    settings.setValue("stage/second_unit", static_cast<int>(bar_->second_unit()));
    settings.setValue("stage/burn_in", static_cast<int>(picture_->burn_in()));
    settings.setValue("stage/offset_ms", offset_ms_);
    settings.setValue("stage/roll_on", control_.roll.on);
    settings.setValue("stage/roll_pre", control_.roll.pre_seconds);
    settings.setValue("stage/roll_post", control_.roll.post_seconds);
    if (ports_.automation != nullptr) ui::keep(settings, ports_.automation->settings());
    const QString key = key_of(ports_.document);
    const auto& view = timeline_->view_state();
    keep_way_of_working(settings, view);
    settings.setValue(key + "/samples_per_pixel", view.scale.samples_per_pixel);
    settings.setValue(key + "/left", QVariant::fromValue<qint64>(view.scale.left));
    settings.setValue(key + "/top", view.top);
    settings.setValue(key + "/usual_height", view.usual_height);
    settings.setValue(key + "/nudge", static_cast<int>(view.nudge));
    settings.setValue(key + "/cursor", QVariant::fromValue<qint64>(timeline_->selection().cursor.value));
}

void Stage::restore(const QSettings& settings) {
    if (settings.contains("stage/across"))
        across_->restoreState(settings.value("stage/across").toByteArray());
    if (settings.contains("stage/down")) down_->restoreState(settings.value("stage/down").toByteArray());
    down_->setVisible(settings.value("stage/right_side", true).toBool());
    bar_->set_second_unit(
        static_cast<Unit>(std::clamp(settings.value("stage/second_unit", 1).toInt(), 0, 3)));
    picture_->set_burn_in(static_cast<BurnIn>(std::clamp(settings.value("stage/burn_in", 1).toInt(), 0, 3)));
    set_offset(settings.value("stage/offset_ms", 0).toDouble());
    const auto seconds = [&](const char* name, double usual) {
        const double kept = settings.value(name, usual).toDouble();
        return kept >= 0 && kept <= Roll::longest_seconds ? kept : usual;
    };
    control_.roll = {seconds("stage/roll_pre", Roll{}.pre_seconds),
                     seconds("stage/roll_post", Roll{}.post_seconds),
                     settings.value("stage/roll_on", false).toBool()};
    if (ports_.automation != nullptr)
        ports_.automation->set(restored(settings, ports_.automation->settings()));
    auto view = timeline_->view_state();
    restore_way_of_working(settings, view);
    const QString key = key_of(ports_.document);
    if (!settings.contains(key + "/samples_per_pixel")) // seen whole then
        return timeline_->set_view_state(std::move(view));
    using timeline::Scale;
    fresh_ = false;
    view.scale.samples_per_pixel =
        std::clamp(settings.value(key + "/samples_per_pixel").toDouble(), Scale::least, Scale::most);
    view.scale.left = settings.value(key + "/left").toLongLong();
    view.top = settings.value(key + "/top").toInt();
    view.usual_height = std::clamp(settings.value(key + "/usual_height", 2).toInt(), 0, 4);
    view.nudge = std::min(static_cast<std::size_t>(settings.value(key + "/nudge", 3).toUInt()),
                          timeline::nudges().size() - 1);
    timeline_->set_view_state(std::move(view));
    control_.go_to({settings.value(key + "/cursor").toLongLong()});
}

} // namespace dub::ui
