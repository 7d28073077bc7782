// dub_bench_picture FILE [SEEKS]: what the frame index costs, and (unless SEEKS is 0) random seeks, steps and
// playing in CPU milliseconds of the whole process, fitted into 960x540.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>

#include <fmt/format.h>

#include "formats/media/media.h"

namespace {

using namespace dub;

constexpr PictureSize view{960, 540};

double cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double wall_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

struct Cost {
    std::vector<double> cpu, wall;
    int failed = 0;
};

double at(std::vector<double> sorted, double part) {
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

void tell(const char* what, const Cost& cost) {
    fmt::print(
        "{:<10} {:>5} frames, CPU ms median {:.1f} p95 {:.1f} max {:.1f}; wall median {:.1f} max {:.1f}; {} "
        "failed\n",
        what, cost.cpu.size(), at(cost.cpu, 0.5), at(cost.cpu, 0.95), at(cost.cpu, 1), at(cost.wall, 0.5),
        at(cost.wall, 1), cost.failed);
}

void fetch(PictureSource& source, std::int64_t index, Cost& cost) {
    const double cpu = cpu_ms();
    const double wall = wall_ms();
    if (!source.frame(FrameCount{index}, view)) ++cost.failed;
    cost.cpu.push_back(cpu_ms() - cpu);
    cost.wall.push_back(wall_ms() - wall);
}

} // namespace

int main(int count, char** words) {
    if (count < 2) {
        fmt::print("usage: {} FILE [SEEKS]\n", words[0]);
        return 2;
    }
    const double cpu = cpu_ms();
    const double wall = wall_ms();
    const auto source = media::open_picture(words[1]);
    if (!source) {
        fmt::print("{}\n", source.error().text());
        return 3;
    }
    const std::int64_t length = (*source)->format().length.value;
    fmt::print("open+index {} frames of {}x{}: CPU {:.0f} ms, wall {:.0f} ms\n", length,
               (*source)->format().size.width, (*source)->format().size.height, cpu_ms() - cpu,
               wall_ms() - wall);
    const int wanted = count > 2 ? std::atoi(words[2]) : 60;
    if (wanted <= 0) return 0;
    std::mt19937_64 random(1);
    Cost seeks;
    for (int n = 0; n < wanted; ++n)
        fetch(**source, static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(length)), seeks);
    Cost play;
    for (std::int64_t index = 0; index < std::min<std::int64_t>(length, 200); ++index)
        fetch(**source, index, play);
    Cost back;
    for (std::int64_t index = std::min<std::int64_t>(length, 100) - 1; index >= 0; index -= 3)
        fetch(**source, index, back);
    tell("seek", seeks);
    tell("play", play);
    tell("step back", back);
    return 0;
}
