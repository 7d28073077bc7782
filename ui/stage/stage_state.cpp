// What a stage remembers between two openings: panels for all sessions, zoom and cursor for each file.

#include "ui/stage/stage.h"

#include <QCryptographicHash>
#include <QSettings>

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

} // namespace

void Stage::keep(QSettings& settings) const {
    settings.setValue("stage/across", across_->saveState());
    settings.setValue("stage/down", down_->saveState());
    settings.setValue("stage/right_side", !down_->isHidden());
    settings.setValue("stage/second_unit", static_cast<int>(bar_->second_unit()));
    settings.setValue("stage/burn_in", static_cast<int>(picture_->burn_in()));
    settings.setValue("stage/offset_ms", offset_ms_);
    const QString key = key_of(ports_.document);
    const auto& view = timeline_->view_state();
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
    const QString key = key_of(ports_.document);
    if (!settings.contains(key + "/samples_per_pixel")) return; // seen whole then
    using timeline::Scale;
    fresh_ = false;
    auto view = timeline_->view_state();
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
