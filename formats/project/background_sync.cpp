#include "formats/project/background_sync.h"

#include <utility>

namespace dub::project {

BackgroundSync::BackgroundSync(std::function<int()> sync, SyncRules rules)
    : sync_(std::move(sync))
    , rules_(std::move(rules))
    , thread_([this](const std::stop_token& stop) { work(stop); }) {}

BackgroundSync::~BackgroundSync() {
    thread_.request_stop();
    thread_.join();
    sync_now(); // a failure was told before, or the next opening tells it
}

int BackgroundSync::written() {
    bool overdue = false;
    {
        const std::scoped_lock lock(mutex_);
        const Time now = rules_.now();
        if (!oldest_) oldest_ = now;
        overdue = now - under_way_.value_or(*oldest_) >= rules_.at_most;
    }
    changed_.notify_one();
    if (overdue) sync_now();
    return take_failure();
}

int BackgroundSync::flush() {
    sync_now();
    return take_failure();
}

int BackgroundSync::take_failure() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(failure_, 0);
}

void BackgroundSync::sync_now() {
    const std::scoped_lock one(one_sync_);
    {
        const std::scoped_lock lock(mutex_);
        if (!oldest_) return;
        under_way_ = std::exchange(oldest_, std::nullopt);
    }
    const int error = sync_();
    const std::scoped_lock lock(mutex_);
    // What failed is not tried again by itself: after an error the system may call lost pages clean.
    under_way_.reset();
    if (error != 0) failure_ = error;
}

void BackgroundSync::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        if (!changed_.wait(lock, stop, [&] { return oldest_.has_value(); })) return;
        const auto left = rules_.soon - (rules_.now() - *oldest_);
        // Woken by nothing but the end, or the time is up; the clock may be a test's, so only its difference
        // counts.
        changed_.wait_for(lock, stop, left, [] { return false; });
        if (stop.stop_requested()) return;
        lock.unlock();
        sync_now();
        lock.lock();
    }
}

} // namespace dub::project
