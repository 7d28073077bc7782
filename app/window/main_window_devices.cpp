// Which device the window plays on, kept between starts.

#include "app/window/main_window.h"

#include <QSettings>

#include "app/window/composition.h"
#include "app/window/device_dialog.h"

namespace dub::app {
namespace {

constexpr const char* silent_key = "device/silent";
constexpr const char* name_key = "device/name";

DeviceDialog::Wish kept_in(const QSettings& settings) {
    if (settings.value(silent_key, false).toBool()) return {.silent = true, .name = ""};
    return {.silent = false, .name = settings.value(name_key).toString().toStdString()};
}

} // namespace

void MainWindow::connect_device() {
    Sound* const sound = composition_->sound();
    if (sound == nullptr) return say("Nothing can be heard of this session: " + composition_->silence());
    const DeviceDialog::Wish wish = kept_in(settings_);
    if (wish.silent)
        sound->disconnect();
    else
        sound->connect(wish.name);
}

void MainWindow::choose_device() {
    DeviceDialog dialog(machine_.devices, kept_in(settings_), this);
    if (dialog.exec() != QDialog::Accepted) return;
    const DeviceDialog::Wish wish = dialog.wish();
    settings_.setValue(silent_key, wish.silent);
    settings_.setValue(name_key, QString::fromStdString(wish.name));
    connect_device();
}

} // namespace dub::app
