#pragma once
// Notices that a device died: it was looked at again and again, and its callback was not called. Time in
// which nobody looked (a debugger, a laptop asleep) does not count. [control]

#include <algorithm>
#include <chrono>
#include <optional>

#include "engine/core/io.h"

namespace dub::app {

class DeviceWatch {
  public:
    using Time = std::chrono::nanoseconds; // of a clock that never goes back

    // To be called every 50 ms or sooner. True: it died. Told at the latest 350 ms after the last callback.
    [[nodiscard]] bool died(const DevicePulse& pulse, Time now) {
        if (!last_ || pulse.callbacks != last_->callbacks)
            silent_ = Time{0};
        else
            silent_ += std::min<Time>(now - looked_, look_max);
        last_ = pulse;
        looked_ = now;
        return pulse.ended || silent_ >= silence_max;
    }

  private:
    // Busy machines keep a callback waiting for 40 ms at times; a device has half a second to be noticed in.
    static constexpr Time silence_max = std::chrono::milliseconds(300),
                          look_max = std::chrono::milliseconds(50);

    std::optional<DevicePulse> last_;
    Time looked_{0}, silent_{0};
};

} // namespace dub::app
