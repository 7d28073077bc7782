#pragma once
// Counts what one thread asks of the heap: the proof that audio code allocates and frees nothing.
//   const AllocationCount count;  processor.process(block);  EXPECT_EQ(count.so_far(), 0);
// Counts new, delete, malloc and their relatives, in every library. With address or thread sanitizer the
// count comes from their hooks.

namespace dub::test {

class AllocationCount {
  public:
    AllocationCount();
    ~AllocationCount();
    AllocationCount(const AllocationCount&) = delete;
    AllocationCount& operator=(const AllocationCount&) = delete;
    // Calls that allocate or free, made by this thread since this object was made.
    [[nodiscard]] long so_far() const;

  private:
    long before_;
};

} // namespace dub::test
