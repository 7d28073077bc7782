#pragma once
// When a step that remembers must run. It wakes with the first sounding quantum, runs on for its tail, and is
// then put back to fresh and left alone until sound comes again. Decided quantum by quantum, so that neither
// the chunks nor the place a render began can be heard.

#include <algorithm>

#include "engine/core/time.h"
#include "engine/plan/signal.h"

namespace dub::plan {

class Rest {
  public:
    explicit Rest(SampleCount tail)
        : tail_((tail.value + quantum - 1) / quantum) {}

    void reset() {
        awake_ = false;
        left_ = 0;
    }

    // Goes on where one of another plan is; its tail may be another.
    void adopt(const Rest& former) {
        awake_ = former.awake_;
        left_ = std::min(former.left_, tail_);
    }

    // work(first, last) for each run of quanta that must be computed, rest() where the state goes back to
    // fresh. Returns the quanta computed.
    template <class Work, class Asleep>
    Activity walk(const Activity& input, int quanta, Work work, Asleep rest) {
        Activity output;
        int begun = -1;
        const auto close = [&](int last) {
            if (begun >= 0) work(begun, last);
            begun = -1;
        };
        for (int q = 0; q < quanta; ++q) {
            if (input.has(q)) {
                awake_ = true;
                left_ = tail_;
            } else if (awake_ && left_ == 0) {
                close(q);
                rest();
                awake_ = false;
            } else if (awake_) {
                --left_;
            }
            if (!awake_) continue;
            output.set(q);
            if (begun < 0) begun = q;
        }
        close(quanta);
        return output;
    }

  private:
    std::int64_t tail_;
    std::int64_t left_ = 0; // quanta of the tail still to run
    bool awake_ = false;
};

// Writes the silence of quanta [first, last) that `sound` says are not written.
inline void write_silence(AudioBlock block, const Activity& sound, int first, int last) {
    for (int q = first; q < last; ++q) {
        if (sound.has(q)) continue;
        for (int c = 0; c < block.channels(); ++c)
            std::fill_n(block.data(c) + q * quantum, quantum, 0.0F);
    }
}

} // namespace dub::plan
