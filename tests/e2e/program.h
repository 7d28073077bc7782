#pragma once
// Runs the real program, and others that check it, as a person would: in a folder, with words, and what comes
// back.

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace dub::test {

struct Ran {
    int exit = -1; // 128 + signal when a signal ended it
    std::string out, err;
};

// `program` is looked for on PATH; nothing is read from stdin.
[[nodiscard]] Ran run(const std::string& program, const std::vector<std::string>& words,
                      const std::filesystem::path& folder);
[[nodiscard]] Ran dubstage(const std::vector<std::string>& words, const std::filesystem::path& folder);
[[nodiscard]] bool is_installed(const std::string& program);

// The program under way.
class Running {
  public:
    Running(const std::vector<std::string>& words, const std::filesystem::path& folder);
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running();
    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] int wait(); // its exit

  private:
    pid_t pid_;
};

// Every file below `folder`, sorted, relative; without the backups of sessions.
[[nodiscard]] std::vector<std::string> files_below(const std::filesystem::path& folder);
[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

} // namespace dub::test
