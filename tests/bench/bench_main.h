#pragma once
// What programs that time the workload are told, and how they answer: "PROGRAM VARIANT FOLDER [SECONDS]
// [TRACKS] [NUMBER]", one line on stdout.

#include <string>

#include "tests/bench/workload.h"

namespace dub::bench {

struct BenchRun {
    std::string variant;
    std::filesystem::path folder;
    WorkloadSize size;
    int number = 0; // block size, threads
};

// `usual`: where nothing is said. Returns what main does.
int run_bench(int count, char** words, const char* usage, BenchRun usual,
              Result<std::string> (*measure)(const BenchRun&));

} // namespace dub::bench
