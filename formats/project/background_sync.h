#pragma once
// When what was written reaches the disk: at most a second later on a thread of its own, so that nobody who
// edits waits for a disk. Only when that thread has not managed it for five seconds does the writer wait.
// written() and flush() from one thread; [control]. The given function is called from both, never at once.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace dub::project {

struct SyncRules {
    using Clock = std::chrono::steady_clock;
    std::chrono::milliseconds soon{1000};    // after the first write that is not on the disk
    std::chrono::milliseconds at_most{5000}; // older than this, written() waits
    std::function<Clock::time_point()> now = Clock::now;
};

class BackgroundSync {
  public:
    // `sync` brings all that was written before the call to the disk: 0, or the errno.
    BackgroundSync(std::function<int()> sync, SyncRules rules);
    BackgroundSync(const BackgroundSync&) = delete;
    BackgroundSync& operator=(const BackgroundSync&) = delete;
    ~BackgroundSync(); // what is not on the disk yet is brought there

    // Something was written. 0, or the errno of a sync that failed since the last call.
    [[nodiscard]] int written();
    // Waits until all is on the disk: 0, or the errno.
    [[nodiscard]] int flush();

  private:
    using Time = SyncRules::Clock::time_point;
    void work(const std::stop_token& stop);
    void sync_now();
    [[nodiscard]] int take_failure();

    std::function<int()> sync_;
    SyncRules rules_;
    std::mutex one_sync_; // taken before mutex_
    std::mutex mutex_;    // guards what follows
    std::condition_variable_any changed_;
    std::optional<Time> oldest_;    // of what no sync has begun for
    std::optional<Time> under_way_; // of what a sync has begun for
    int failure_ = 0;
    std::jthread thread_; // last: ends before the rest goes
};

} // namespace dub::project
