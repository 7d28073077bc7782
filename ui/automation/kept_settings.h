#pragma once
// What a person sets of passes, from one start to the next. Not that automation is suspended: nobody shall
// find his lanes silent in the morning. [window thread]

#include "engine/session/passes/pass_settings.h"

class QSettings;

namespace dub::ui {

void keep(QSettings& settings, const session::PassSettings& passes);
// `usual` where nothing, or nothing of use, was kept.
[[nodiscard]] session::PassSettings restored(const QSettings& settings, session::PassSettings usual);

} // namespace dub::ui
