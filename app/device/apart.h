#pragma once
// Runs what may never return on a thread of its own that nobody must wait for. Any thread.

#include <future>
#include <thread>

namespace dub::app {

// The future does not wait when it is destroyed. `work` owns all that it uses.
template <class Work> [[nodiscard]] auto apart(Work work) {
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto done = task.get_future();
    std::thread(std::move(task)).detach();
    return done;
}

} // namespace dub::app
