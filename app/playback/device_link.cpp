#include "app/playback/device_link.h"

#include <fmt/format.h>

#include "app/device/apart.h"
#include "app/device/clock_device.h"

namespace dub::app {

DeviceLink::DeviceLink(std::shared_ptr<AudioDevices> devices, AudioCallback& callback, const Layout& layout,
                       SampleRate rate, std::function<void(const DeviceFormat&)> changed)
    : devices_(std::move(devices))
    , callback_(callback)
    , layout_(layout)
    , rate_(rate)
    , changed_(std::move(changed)) {
    drive_with_clock();
}

DeviceLink::~DeviceLink() {
    if (device_) device_->stop();
}

void DeviceLink::drive_with(std::unique_ptr<AudioDevice> device) {
    if (device_) device_->stop();
    device_ = std::move(device);
    watch_ = {};
    changed_(device_->format());
}

void DeviceLink::drive_with_clock() {
    // As wide as the device in whose place it stands: whoever is set up for that one goes on.
    drive_with(clock_device(choice_.layout.channels() > 0 ? choice_.layout : layout_, rate_));
    (void)device_->start(callback_); // a thread; it cannot fail
}

void DeviceLink::connect(DeviceChoice choice) {
    choice_ = std::move(choice);
    choice_.rate = rate_;
    if (choice_.layout.channels() == 0) choice_.layout = layout_;
    if (health_ == DeviceHealth::running) {
        drive_with_clock(); // a card opens only once
        health_ = DeviceHealth::none;
    }
    sentence_.clear();
    // What an earlier try still opens is let go of when it comes.
    opening_ = apart([devices = devices_, choice = choice_] { return devices->open(choice); });
}

void DeviceLink::disconnect() {
    opening_ = {};
    if (health_ == DeviceHealth::running) drive_with_clock();
    health_ = DeviceHealth::none;
    sentence_.clear();
}

DeviceLink::Event DeviceLink::opened(Opened device) {
    Result<void> started;
    if (device) {
        drive_with(std::move(*device));
        started = device_->start(callback_);
        if (started) {
            health_ = DeviceHealth::running;
            return Event::connected;
        }
        drive_with_clock();
    }
    sentence_ = (device ? started.error() : device.error()).text();
    return Event::failed;
}

DeviceLink::Event DeviceLink::service(DeviceWatch::Time now) {
    if (opening_.valid() && opening_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        return opened(opening_.get());
    if (health_ != DeviceHealth::running || !watch_.died(device_->pulse(), now)) return Event::nothing;
    sentence_ = fmt::format("{} went away. Playing stopped where it was; connect again when it is back.",
                            device_->format().name);
    drive_with_clock();
    health_ = DeviceHealth::lost;
    return Event::lost;
}

std::string DeviceLink::name() const {
    if (health_ != DeviceHealth::running) return {};
    return fmt::format("{}, {} Hz, {} outputs", format().name, format().rate.hz, format().layout.channels());
}

} // namespace dub::app
