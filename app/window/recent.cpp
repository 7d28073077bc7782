#include "app/window/recent.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSettings>

namespace dub::app {
namespace {
constexpr int remembered = 8;
}

void remember(QSettings& settings, const std::string& file) {
    QStringList files = settings.value("recent").toStringList();
    const QString path = QFileInfo(QString::fromStdString(file)).absoluteFilePath();
    files.removeAll(path);
    files.prepend(path);
    settings.setValue("recent", QStringList(files.mid(0, remembered)));
}

std::vector<ui::RecentSession> recent_sessions(const QSettings& settings) {
    std::vector<ui::RecentSession> sessions;
    for (const QString& file : settings.value("recent").toStringList()) {
        const QFileInfo info(file);
        const QString when = info.exists() ? info.lastModified().toString(QStringLiteral("yyyy-MM-dd hh:mm"))
                                           : QStringLiteral("not there now");
        sessions.push_back(
            {file.toStdString(), (when + "  " + info.absolutePath()).toStdString(), info.exists()});
    }
    return sessions;
}

} // namespace dub::app
