#pragma once
// Which device plays: those of this machine with what they can, found in the background. [window thread]

#include <functional>
#include <future>

#include <QDialog>

#include "app/device/audio_devices.h"

class QLabel;
class QListWidget;
class QPushButton;

namespace dub::app {

class DeviceDialog final : public QDialog {
  public:
    struct Wish {
        bool silent = false; // no device
        std::string name;    // empty: the default one
        friend bool operator==(const Wish&, const Wish&) = default;
    };
    DeviceDialog(std::shared_ptr<AudioDevices> devices, Wish now, QWidget* parent);
    [[nodiscard]] Wish wish() const; // after it was accepted

  private:
    using Found = Result<std::vector<DeviceInfo>>;
    void look();
    void show_found(const Found& found);

    std::shared_ptr<AudioDevices> devices_;
    Wish now_;
    std::vector<Wish> rows_;
    std::future<Found> finding_;
    QListWidget* list_;
    QLabel* sentence_;
    QPushButton* again_;
};

} // namespace dub::app
