#include "app/window/window.h"

#include <algorithm>

#include <QApplication>
#include <QSettings>

#include "app/device/portaudio_devices.h"
#include "app/device/rtmidi_ports.h"
#include "app/jobs/session_media.h"
#include "app/window/display.h"
#include "app/window/main_window.h"
#include "ui/theme/look.h"

namespace dub::app {
namespace {

constexpr int scale_min = 75, scale_max = 200, interrupt_ms = 100;

// What the look is to shrink by, 1 or less. Larger is Qt's work: it reads its variable when the application
// is made, so the settings are read before. One set by hand goes before; Qt cannot paint below 1.
double scale_by(const QSettings& settings) {
    constexpr const char* name = "QT_SCALE_FACTOR";
    const bool by_hand = qEnvironmentVariableIsSet(name);
    const int kept = settings.value("scale", 100).toInt();
    const double scale = by_hand ? qEnvironmentVariable(name).toDouble() : kept / 100.0;
    if (scale < scale_min / 100.0 || scale > scale_max / 100.0) return 1;
    if (scale < 1) qunsetenv(name);
    if (scale > 1) qputenv(name, QByteArray::number(scale));
    return std::min(scale, 1.0);
}

} // namespace

Result<void> run_window(const std::optional<std::filesystem::path>& file,
                        const std::atomic<bool>& interrupted) {
    if (file) { // told where the command was given, before any window
        CHECK(open_session(*file));
    }
    CHECK(find_display());
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("dubstage"),
                       QStringLiteral("window"));
    const double scale = scale_by(settings);
    int count = 1;
    char name[] = "dubstage";
    char* words[] = {name, nullptr};
    QApplication application(count, words);
    QApplication::setApplicationName(QStringLiteral("dubstage"));
    QApplication::setApplicationDisplayName(QString());
    QGuiApplication::setDesktopFileName(QStringLiteral("org.dubstage.Dubstage"));
    ui::theme::apply_look(application, scale);
    MainWindow window(settings, {portaudio_devices(), {}, rtmidi_ports()});
    window.show();
    if (file) window.open(*file);
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &application, [&] {
        if (interrupted.load()) QApplication::exit();
    });
    look.start(interrupt_ms);
    QApplication::exec();
    if (!interrupted.load()) return {};
    window.leave_at_once();
    return fail(ErrorCode::cancelled, "Stopped. What was not saved is offered at the next start.");
}

} // namespace dub::app
