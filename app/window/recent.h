#pragma once
// The sessions opened last, newest first. [window thread]

#include "ui/start/start_page.h"

class QSettings;

namespace dub::app {

void remember(QSettings& settings, const std::string& file);
[[nodiscard]] std::vector<ui::RecentSession> recent_sessions(const QSettings& settings);

} // namespace dub::app
