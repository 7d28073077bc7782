#include "engine/render/workers.h"

#include <algorithm>

namespace dub::render {

Workers::Workers(int threads) {
    if (threads <= 0) threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    for (int t = 1; t < threads; ++t)
        threads_.emplace_back([this] { serve(); });
}

Workers::~Workers() {
    stop_ = true;
    round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
}

void Workers::run(Work& work) {
    work_ = &work;
    busy_.store(static_cast<int>(threads_.size()), std::memory_order_relaxed);
    round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
    work.take_part();
    for (int busy = busy_.load(std::memory_order_acquire); busy != 0;
         busy = busy_.load(std::memory_order_acquire))
        busy_.wait(busy, std::memory_order_acquire);
}

void Workers::serve() {
    for (unsigned seen = 0;; ++seen) {
        round_.wait(seen, std::memory_order_acquire);
        if (stop_) return;
        work_->take_part();
        if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
    }
}

} // namespace dub::render
