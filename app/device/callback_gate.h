#pragma once
// Stands between a library's audio thread and our callback, so that the callback can be taken away even from
// a stream that was left to itself: it is shared by the device and by whoever may still be called.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "engine/core/io.h"

namespace dub::app {

class CallbackGate {
  public:
    // [control]
    void open(AudioCallback& callback) { callback_.store(&callback); }
    // [control] Returns when no call is under way; none begins after it. A call is short.
    void shut() {
        callback_.store(nullptr);
        while (inside_.load())
            std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    // [audio] False: the gate is shut, nothing was filled.
    bool process(AudioBlock out, ConstAudioBlock in) noexcept {
        calls_.fetch_add(1, std::memory_order_relaxed);
        inside_.store(true); // sequentially consistent with shut(): one of the two sees the other
        AudioCallback* const callback = callback_.load();
        if (callback != nullptr) callback->process(out, in);
        inside_.store(false);
        return callback != nullptr;
    }
    // [any]
    [[nodiscard]] std::uint64_t calls() const { return calls_.load(std::memory_order_relaxed); }

  private:
    std::atomic<AudioCallback*> callback_{nullptr};
    std::atomic<bool> inside_{false};
    std::atomic<std::uint64_t> calls_{0};
};

} // namespace dub::app
