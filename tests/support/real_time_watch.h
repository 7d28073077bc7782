#pragma once
// Counts what an audio thread must not do: ask the heap, take a lock, enter the kernel.
//   RealTimeWatch watch;  watch.begin();  driver.process(block);  watch.end();  EXPECT_EQ(watch.locks(), 0);
// Counts in the thread between begin() and end() only, in every library. Allocations: no_allocation.h. Locks:
// mutexes, reader-writer locks and condition variables of pthread, which stand behind those of the C++
// library. System calls: each stretch between begin() and end() in which there was one, found by the kernel
// itself (prctl PR_SET_SYSCALL_USER_DISPATCH), whatever made it. With a sanitizer neither locks nor calls can
// be counted.

#include "tests/support/no_allocation.h"

namespace dub::test {

class RealTimeWatch {
  public:
    void begin();
    void end();
    [[nodiscard]] long allocations() const { return allocations_; }
    [[nodiscard]] long locks() const { return locks_; }
    [[nodiscard]] long system_calls() const { return system_calls_; }
    [[nodiscard]] long last_system_call() const { return last_; } // its number

    [[nodiscard]] static bool counts_locks();
    // False where the kernel, or what contains us, forbids it.
    [[nodiscard]] static bool counts_system_calls();

  private:
    long allocations_ = 0, locks_ = 0, system_calls_ = 0, last_ = -1;
    long allocations_before_ = 0, locks_before_ = 0;
    AllocationCount count_;
};

} // namespace dub::test
