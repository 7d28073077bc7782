#pragma once
// Where a puck has been in the last two seconds. Milliseconds of any clock that does not go back. Pure.

#include <deque>

#include <QPointF>

namespace dub::ui {

class PanTrail {
  public:
    static constexpr qint64 kept_ms = 2000;
    struct Step {
        QPointF place; // x, y of the room
        qint64 at_ms;
    };

    void add(QPointF place, qint64 now_ms) {
        if (!steps_.empty() && steps_.back().place == place) return;
        steps_.push_back({place, now_ms});
    }
    // True: something was forgotten.
    bool forget(qint64 now_ms) {
        const std::size_t before = steps_.size();
        while (!steps_.empty() && steps_.front().at_ms + kept_ms < now_ms)
            steps_.pop_front();
        return steps_.size() != before;
    }
    [[nodiscard]] const std::deque<Step>& steps() const { return steps_; }

  private:
    std::deque<Step> steps_;
};

} // namespace dub::ui
