#pragma once
// A step whose output depends on what it heard before. When a plan takes over from another, each such step
// looks for the one that did its work there, by a key that stays the same from compile to compile, goes on
// from a copy of its state and is led from its input to its own (join.h). The predecessor keeps its state:
// both run side by side until the cross-fade has ended.

#include "engine/plan/step.h"
#include "engine/session/strip.h"

namespace dub::plan {

enum class Memory : unsigned char { insert, delay, low_pass };

// The work a step does. Two of one plan may have the same key: then they are told apart by their order.
struct StepKey {
    Memory memory = Memory::insert;
    session::StripOwner owner; // whose sound
    InsertId insert;
    std::uint64_t variant = 0; // what is let through: the mix, the M&E ... (Tap)
    friend auto operator<=>(const StepKey&, const StepKey&) = default;
};

class Remembering : public Step {
  public:
    explicit Remembering(StepKey key)
        : key_(key) {}
    [[nodiscard]] const StepKey& key() const { return key_; }

    // [audio] Before the window in which both run: the predecessor, if there is one and the state fits, else
    // nullptr: fresh, from silence. Neither has run that window yet.
    virtual void adopt(Remembering* former) noexcept = 0;

  private:
    StepKey key_;
};

} // namespace dub::plan
