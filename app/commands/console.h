#pragma once
// The terminal as the verbs see it: answers to stdout, messages and progress to stderr, and whether the user
// wants to stop. Values and plain functions, so that tests run a verb against two files of their own.
// [control]

#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/core/atomic_file.h"
#include "engine/core/diagnostics.h"
#include "engine/core/io.h"

namespace dub::app {

enum class Terminal : unsigned char { no, yes };

struct Console {
    std::FILE* out = nullptr;
    std::FILE* err = nullptr;
    int in = -1;                                    // a descriptor; -1: there is nothing to read
    const std::atomic<bool>* interrupted = nullptr; // set by Ctrl-C
    Terminal terminal = Terminal::no;               // is stderr one
    // The options every verb has.
    int jobs = 0; // threads; 0: one for each core
    bool quiet = false;
    bool force = false;
    bool json = false;

    [[nodiscard]] IfExists if_exists() const { return force ? IfExists::replace : IfExists::refuse; }
};

// The answer: text, unless --json asked for a document (then only `print_document` reaches stdout).
void print(const Console& console, std::string_view text);
void print_document(const Console& console, std::string_view text);
// A message on stderr; silent with --quiet.
void tell(const Console& console, std::string_view line);
// Warnings and errors always, notes unless --quiet: "warning: where: sentence".
void show(const Console& console, const Diagnostics& diagnostics);

// A bar with the time left on a terminal, lines at 10 % steps elsewhere, nothing with --quiet. Any thread.
class ConsoleProgress final : public Progress {
  public:
    explicit ConsoleProgress(const Console& console);
    ConsoleProgress(const ConsoleProgress&) = delete;
    ConsoleProgress& operator=(const ConsoleProgress&) = delete;
    ~ConsoleProgress() override; // takes the bar away
    bool at(double done, std::string_view what) override;

  private:
    void draw_bar(double done, std::string_view what);
    void print_step(double done, std::string_view what);

    using Clock = std::chrono::steady_clock;
    const Console& console_;
    std::mutex mutex_;
    Clock::time_point begun_;
    Clock::time_point drawn_;
    int step_ = 0; // tens of per cent already told
    bool bar_shown_ = false;
};

} // namespace dub::app
