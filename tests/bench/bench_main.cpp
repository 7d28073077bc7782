#include "tests/bench/bench_main.h"

#include <cstdio>
#include <cstdlib>

namespace dub::bench {

int run_bench(int count, char** words, const char* usage, BenchRun usual,
              Result<std::string> (*measure)(const BenchRun&)) {
    if (count < 3) {
        std::fprintf(stderr, "%s\n", usage);
        return 2;
    }
    BenchRun run = std::move(usual);
    run.variant = words[1];
    run.folder = words[2];
    if (count > 3) run.size.seconds = std::atof(words[3]);
    if (count > 4) run.size.tracks = std::atoi(words[4]);
    if (count > 5) run.number = std::atoi(words[5]);
    const auto line = measure(run);
    if (!line) {
        std::fprintf(stderr, "%s\n", line.error().text().c_str());
        return 3;
    }
    std::puts(line->c_str());
    return 0;
}

} // namespace dub::bench
