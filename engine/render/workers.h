#pragma once
// A fixed set of threads that do one piece of work together, again and again. [control makes it; run() from
// one thread]

#include <atomic>
#include <thread>
#include <vector>

namespace dub::render {

// What all threads enter at once; it shares itself out.
class Work {
  public:
    virtual ~Work() = default;
    virtual void take_part() = 0;
};

class Workers {
  public:
    // `threads` counts the caller of run(); 0: one for each core.
    explicit Workers(int threads);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();

    // Returns when every thread has come back from take_part().
    void run(Work& work);

  private:
    void serve();

    std::atomic<unsigned> round_{0};
    std::atomic<int> busy_{0};
    bool stop_ = false;    // written before a round is announced
    Work* work_ = nullptr; // as stop_
    std::vector<std::jthread> threads_;
};

} // namespace dub::render
