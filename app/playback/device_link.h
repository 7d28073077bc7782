#pragma once
// What asks the player for sound: the chosen device, or the machine's clock while there is none. Opens,
// watches and lets go of devices; nothing here waits for one. [control]

#include <functional>
#include <future>

#include "app/device/audio_devices.h"
#include "app/device/device_watch.h"

namespace dub::app {

enum class DeviceHealth : unsigned char {
    none,    // no device is chosen, or it could not be opened: the machine's clock, silent; it has the
             // outputs of the device that played before it
    running, // sound comes
    lost,    // it went away: the machine's clock, silent, until connect() finds it again
};

class DeviceLink {
  public:
    // `callback` is called from here on, first by the clock. `changed` is called between two devices, while
    // nothing calls the callback.
    DeviceLink(std::shared_ptr<AudioDevices> devices, AudioCallback& callback, const Layout& layout,
               SampleRate rate, std::function<void(const DeviceFormat&)> changed);
    DeviceLink(const DeviceLink&) = delete;
    DeviceLink& operator=(const DeviceLink&) = delete;
    ~DeviceLink();

    // Lets go of the present device and begins to open another; service() tells how it went.
    void connect(DeviceChoice choice);
    // The same choice as last time.
    void connect_again() { connect(choice_); }
    void disconnect();

    enum class Event : unsigned char { nothing, connected, failed, lost };
    // At least every 50 ms.
    [[nodiscard]] Event service(DeviceWatch::Time now);

    [[nodiscard]] bool connecting() const { return opening_.valid(); }
    [[nodiscard]] DeviceHealth health() const { return health_; }
    [[nodiscard]] const std::string& sentence() const { return sentence_; } // what is wrong; empty: nothing
    [[nodiscard]] const DeviceChoice& choice() const { return choice_; }
    [[nodiscard]] const DeviceFormat& format() const { return device_->format(); }
    [[nodiscard]] std::string name() const; // "JACK: system, 48000 Hz, 8 outputs"; empty: the clock

  private:
    using Opened = Result<std::unique_ptr<AudioDevice>>;
    void drive_with(std::unique_ptr<AudioDevice> device);
    void drive_with_clock();
    [[nodiscard]] Event opened(Opened device);

    std::shared_ptr<AudioDevices> devices_;
    AudioCallback& callback_;
    Layout layout_;
    SampleRate rate_;
    std::function<void(const DeviceFormat&)> changed_;
    DeviceChoice choice_;
    std::unique_ptr<AudioDevice> device_;
    std::future<Opened> opening_;
    DeviceWatch watch_;
    DeviceHealth health_ = DeviceHealth::none;
    std::string sentence_;
};

} // namespace dub::app
