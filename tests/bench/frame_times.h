#pragma once
// How long a window takes from one picture to the next: median and worst hundredth, by the clock and by the
// processor, whose time tells more on a busy machine.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

#include <QApplication>

#include <sys/resource.h>

#include "ui/theme/look.h"

namespace dub::bench {

using Clock = std::chrono::steady_clock;

[[nodiscard]] inline double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

[[nodiscard]] inline double cpu_ms() { return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC; }

// Paints what was marked, as between two frames.
inline void paint() { QCoreApplication::processEvents(); }

struct Times {
    std::vector<double> all;
    [[nodiscard]] double at(double part) {
        std::ranges::sort(all);
        return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
    }
};

template <class Step> void frames(const char* name, int count, const Step& step) {
    Times clock, processor;
    for (int i = 0; i < count; ++i) {
        const auto start = Clock::now();
        const double before = cpu_ms();
        step(i);
        paint();
        clock.all.push_back(ms_since(start));
        processor.all.push_back(cpu_ms() - before);
    }
    std::printf("%-28s p50 %6.2f ms   p99 %6.2f ms   (processor %6.2f, %6.2f)\n", name, clock.at(0.5),
                clock.at(0.99), processor.at(0.5), processor.at(0.99));
}

// Without a screen, in the program's look; then says how much memory it took.
inline void run_window_bench(int count, char** words, void (*run)()) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, words);
    ui::theme::apply_look(application);
    run();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf("peak memory                  %ld MiB\n", used.ru_maxrss / 1024);
}

} // namespace dub::bench
