#include "engine/render/pass.h"

#include <algorithm>
#include <new>

#include "engine/render/denormals.h"

namespace dub::render {

using plan::quantum;

namespace {

// An exception that left a worker's thread would end the program; lack of memory is an error like others.
template <class Work> Result<void> guarded(Work&& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::io,
                    "Not enough memory to go on; close other programs, or use fewer threads (--jobs).");
    }
}

} // namespace

Pass::Pass(plan::Plan& plan, SampleRange range, int chunk, Workers& workers)
    : plan_(plan)
    , range_(range)
    , begin_(plan.start_for(range.start))
    , end_(range.end + plan.latency())
    , chunk_quanta_(std::clamp(chunk / quantum, 1, plan.longest() / quantum))
    , workers_(workers)
    , window_{begin_, 0}
    , left_(std::make_unique<std::atomic<int>[]>(plan.stages().size())) {
    if (range.empty()) end_ = begin_;
    plan_.reset();
}

Result<void> Pass::next(std::span<Beside* const> beside) {
    const SamplePos start = window_.range().end;
    const std::int64_t left = ((end_ - start).value + quantum - 1) / quantum;
    const auto quanta = static_cast<int>(std::clamp<std::int64_t>(left, 0, chunk_quanta_));
    const bool as_before = quanta == window_.quanta;
    window_ = {start, quanta};
    if (!as_before) list_items();
    const auto stages = plan_.stages();
    for (std::size_t s = 0; s < stages.size(); ++s)
        left_[s].store(quanta == 0 ? 0 : stages[s].step->parts(window_), std::memory_order_relaxed);
    beside_ = beside;
    next_.store(0, std::memory_order_relaxed);
    workers_.run(*this);
    if (error_) return std::unexpected(*error_);
    return {};
}

void Pass::list_items() {
    items_.clear();
    if (window_.quanta == 0) return;
    const auto stages = plan_.stages();
    for (std::size_t s = 0; s < stages.size(); ++s)
        for (int part = 0; part < stages[s].step->parts(window_); ++part)
            items_.push_back({s, part});
}

void Pass::take_part() {
    const NoDenormals guard;
    const std::size_t all = beside_.size() + items_.size();
    for (std::size_t i = next_.fetch_add(1, std::memory_order_relaxed); i < all;
         i = next_.fetch_add(1, std::memory_order_relaxed))
        run_item(i);
}

void Pass::run_item(std::size_t index) {
    if (index < beside_.size()) {
        if (failed_.load(std::memory_order_relaxed)) return;
        if (auto done = guarded([&] { return beside_[index]->run(); }); !done)
            fail_at(items_.size() + index, std::move(done).error());
        return;
    }
    run_stage(items_[index - beside_.size()]);
}

void Pass::run_stage(const Item& item) {
    const plan::Plan::Stage& stage = plan_.stages()[item.stage];
    for (const std::size_t before : stage.after)
        for (int parts = left_[before].load(std::memory_order_acquire); parts != 0;
             parts = left_[before].load(std::memory_order_acquire))
            left_[before].wait(parts, std::memory_order_acquire);
    // After an error the rest is only counted down, so that nobody waits for ever.
    if (!failed_.load(std::memory_order_relaxed))
        if (auto done = guarded([&] { return stage.step->run(window_, item.part); }); !done)
            fail_at(item.stage, std::move(done).error());
    // Who waits needs the last part only: waking it for each costs a call to the system and brings nothing.
    if (left_[item.stage].fetch_sub(1, std::memory_order_acq_rel) == 1) left_[item.stage].notify_all();
}

// Of several errors in one window the earliest step's is told, whichever thread met it first.
void Pass::fail_at(std::size_t index, Error error) {
    const std::scoped_lock lock(error_mutex_);
    if (!error_ || index < error_at_) {
        error_ = std::move(error);
        error_at_ = index;
    }
    failed_.store(true, std::memory_order_relaxed);
}

Slice Pass::slice(std::size_t output) const {
    const SampleCount latency = plan_.outputs()[output].latency;
    const SampleRange here = window_.range().moved(-latency);
    const SampleRange wanted = here.clipped(range_);
    if (wanted.empty()) return {};
    return {wanted, static_cast<int>((wanted.start - here.start).value)};
}

double Pass::progress() const {
    const auto all = static_cast<double>((end_ - begin_).value);
    return all <= 0 ? 1 : std::min(1.0, static_cast<double>((window_.range().end - begin_).value) / all);
}

} // namespace dub::render
