#pragma once
// Leads a step that remembers from what its predecessor in another plan heard to what it hears itself, over
// one quantum: what the edit changed upstream reaches its memory without a jump. [audio]

#include "engine/core/audio_buffer.h"
#include "engine/plan/signal.h"

namespace dub::plan {

class Join {
  public:
    explicit Join(int channels)
        : heard_(channels, quantum) {}

    // The predecessor: keeps the next quantum it hears.
    void keep() { task_ = Task::keep; }
    // The successor: begins with what that one kept; nullptr: with silence. To be run after it.
    void begin_from(const Join* former) {
        task_ = Task::begin;
        former_ = former;
    }
    void reset() { task_ = Task::none; }
    [[nodiscard]] bool awaited() const { return task_ != Task::none; }

    // The first quantum of a window: `in`, if it sounds, on to `out` (which may be `in`), joined. Returns
    // whether it now sounds; if not, `out` is not written.
    bool pass(ConstAudioBlock in, bool sounds, AudioBlock out);

  private:
    enum class Task : unsigned char { none, keep, begin };
    AudioBuffer heard_;
    bool sounded_ = false;
    const Join* former_ = nullptr;
    Task task_ = Task::none;
};

} // namespace dub::plan
