#pragma once
// A client of the JACK server that listens to all outputs of another one and notes when a mark of sound came:
// the time at which the server began the cycle, and the sample in it.

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace dub::test {

class MarkListener {
  public:
    // nullptr: there is no such client, or no server.
    [[nodiscard]] static std::unique_ptr<MarkListener> of(const std::string& client);
    MarkListener(const MarkListener&) = delete;
    MarkListener& operator=(const MarkListener&) = delete;
    ~MarkListener();

    // Of the marks so far, oldest first, by the clock of std::chrono::steady_clock.
    [[nodiscard]] std::vector<std::chrono::steady_clock::time_point> marks() const;

  private:
    struct Impl;
    explicit MarkListener(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace dub::test
