#pragma once
// Compiles sessions on a thread of its own, for it opens recordings and a large session takes longer than a
// picture may be late. Of several waiting only the newest is compiled: a drag asks for hundreds. [control]

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "app/playback/listening.h"
#include "engine/plan/compile.h"
#include "engine/plan/plan.h"

namespace dub::app {

class PlanMaker {
  public:
    using Compile = std::function<Result<plan::Compiled>(const Wanted&)>;
    explicit PlanMaker(Compile compile);
    PlanMaker(const PlanMaker&) = delete;
    PlanMaker& operator=(const PlanMaker&) = delete;
    ~PlanMaker(); // waits for the one under way

    // Returns at once.
    void want(Wanted wanted);
    // What was made since the last call; nullopt: nothing yet.
    [[nodiscard]] std::optional<Result<plan::Compiled>> take();
    // Something is wanted or under way.
    [[nodiscard]] bool busy() const;

  private:
    void serve(const std::stop_token& stopped);

    Compile compile_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Wanted> wish_;
    std::optional<Result<plan::Compiled>> made_;
    bool working_ = false;
    std::jthread thread_; // last: it uses the others
};

} // namespace dub::app
