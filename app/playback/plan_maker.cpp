#include "app/playback/plan_maker.h"

#include <new>

namespace dub::app {

PlanMaker::PlanMaker(Compile compile)
    : compile_(std::move(compile))
    , thread_([this](const std::stop_token& stopped) { serve(stopped); }) {}

PlanMaker::~PlanMaker() = default;

void PlanMaker::want(Wanted wanted) {
    {
        const std::scoped_lock lock(mutex_);
        wish_ = std::move(wanted);
    }
    wake_.notify_one();
}

std::optional<Result<plan::Compiled>> PlanMaker::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(made_, std::nullopt);
}

bool PlanMaker::busy() const {
    const std::scoped_lock lock(mutex_);
    return working_ || wish_.has_value() || made_.has_value();
}

void PlanMaker::serve(const std::stop_token& stopped) {
    for (;;) {
        std::unique_lock lock(mutex_);
        working_ = false;
        if (!wake_.wait(lock, stopped, [&] { return wish_.has_value(); })) return;
        const Wanted wish = std::move(*std::exchange(wish_, std::nullopt));
        working_ = true;
        lock.unlock();
        auto made = [&]() -> Result<plan::Compiled> {
            try {
                return compile_(wish);
            } catch (const std::bad_alloc&) {
                return fail(ErrorCode::io, "not enough memory to play this session; close other programs.");
            }
        }();
        lock.lock();
        made_ = std::move(made); // one that nobody took is out of date
    }
}

} // namespace dub::app
