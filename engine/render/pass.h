#pragma once
// One run of a plan over a range of the timeline, window by window, on any number of threads. Work is handed
// out in the plan's order as (stage, part); whoever takes an item waits for the stages it reads from, so no
// thread ever waits for one that waits for it. Which thread does what changes nothing that is computed.

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/render/workers.h"

namespace dub::render {

// Something to be done while a window runs: writing what the last one left.
class Beside {
  public:
    virtual ~Beside() = default;
    [[nodiscard]] virtual Result<void> run() = 0;
};

// What a window brought of an output: samples [offset, offset + range.length()) of its signal.
struct Slice {
    SampleRange range; // of the timeline; may be empty
    int offset = 0;
};

class Pass final : private Work {
  public:
    // Resets the plan. `chunk`: the longest window in samples, a multiple of the quantum; it changes the
    // speed only.
    Pass(plan::Plan& plan, SampleRange range, int chunk, Workers& workers);

    [[nodiscard]] bool done() const { return window_.range().end >= end_; }
    // Runs the next window and `beside`, each of it once. Errors: the earliest step's, else of `beside`.
    [[nodiscard]] Result<void> next(std::span<Beside* const> beside = {});
    [[nodiscard]] Slice slice(std::size_t output) const;
    // 0..1
    [[nodiscard]] double progress() const;

  private:
    struct Item {
        std::size_t stage;
        int part;
    };
    void list_items();
    void take_part() override;
    void run_item(std::size_t index);
    void run_stage(const Item& item);
    void fail_at(std::size_t index, Error error);

    plan::Plan& plan_;
    SampleRange range_;
    SamplePos begin_, end_; // buffer time
    int chunk_quanta_;
    Workers& workers_;
    plan::Window window_;
    std::vector<Item> items_;
    std::span<Beside* const> beside_;
    std::unique_ptr<std::atomic<int>[]> left_; // parts still to run of each stage
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex error_mutex_;
    std::size_t error_at_ = 0;
    std::optional<Error> error_;
};

} // namespace dub::render
