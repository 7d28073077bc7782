#pragma once
// Runs independent pieces of work on a few threads. [control]

#include <functional>

#include "engine/core/result.h"

namespace dub::app {

// Calls work(0) .. work(count - 1), each once, on at most `threads` threads (0: one for each core). After the
// first error no further piece is begun; of several errors the one of the lowest index is returned.
[[nodiscard]] Result<void> run_parallel(std::size_t count, int threads,
                                        const std::function<Result<void>(std::size_t)>& work);

[[nodiscard]] int thread_count(int asked);

} // namespace dub::app
