#include "app/jobs/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace dub::app {

int thread_count(int asked) {
    return asked > 0 ? asked : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

Result<void> run_parallel(std::size_t count, int threads,
                          const std::function<Result<void>(std::size_t)>& work) {
    std::vector<Result<void>> results(count);
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    const auto worker = [&] {
        for (std::size_t i = next++; i < count && !failed; i = next++) {
            results[i] = work(i);
            if (!results[i]) failed = true;
        }
    };
    {
        std::vector<std::jthread> workers;
        const std::size_t wanted = std::min(count, static_cast<std::size_t>(thread_count(threads)));
        for (std::size_t t = 1; t < wanted; ++t)
            workers.emplace_back(worker);
        worker();
    }
    for (auto& result : results)
        if (!result) return result;
    return {};
}

} // namespace dub::app
