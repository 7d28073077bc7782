#pragma once
// A thread that has time for the meters: it looks fifty times a second, because the audio thread may not wake
// anybody. [control makes and ends it]

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "engine/measure/live/live_meters.h"

namespace dub::measure {

class MeterThread {
  public:
    explicit MeterThread(LiveMeters& meters) // which must outlive it
        : thread_([&meters](const std::stop_token& stop) {
            std::mutex mutex;
            std::condition_variable_any ended;
            std::unique_lock lock(mutex);
            while (!stop.stop_requested()) {
                (void)meters.work();
                ended.wait_for(lock, stop, std::chrono::milliseconds(20), [] { return false; });
            }
        }) {}

  private:
    std::jthread thread_;
};

} // namespace dub::measure
