// The program: streams, signals, and a verb.

#include <atomic>
#include <csignal>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

#include "app/commands/program.h"
#ifdef DUB_WINDOW
#include "app/window/window.h"
#endif

namespace {

// A signal handler is given nothing to work on, hence the one variable of the program outside a function.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void stop(int) { interrupted.store(true, std::memory_order_relaxed); }

void catch_signals() {
    struct sigaction action {};
    action.sa_handler = stop;
    action.sa_flags = SA_RESTART; // a write under way ends; the next look at Progress stops the verb
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    // A closed pipe and a file-size limit come back as errors of write(), which are told and cleaned up
    // after.
    for (const int signal : {SIGPIPE, SIGXFSZ})
        std::signal(signal, SIG_IGN);
}

// A mix holds a recording open for each track that sounds; many systems allow a program 1024 files at first
// and more when it asks.
void allow_many_files() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files); // refused: what was allowed stays
}

} // namespace

int main(int count, char** words) {
    catch_signals();
    allow_many_files();
    dub::app::Console console;
    console.out = stdout;
    console.err = stderr;
    console.in = STDIN_FILENO;
    console.interrupted = &interrupted;
    console.terminal = ::isatty(STDERR_FILENO) == 1 ? dub::app::Terminal::yes : dub::app::Terminal::no;
    const std::vector<std::string> arguments(words + 1, words + count);
    dub::app::OpenWindow window;
#ifdef DUB_WINDOW
    window = [](const auto& file) { return dub::app::run_window(file, interrupted); };
#endif
    return static_cast<int>(dub::app::run_program(arguments, console, window));
}
