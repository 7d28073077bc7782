#pragma once
// What is wrong with a turnover whose recordings were looked for: told alike by the command line and by the
// window. [worker, disk]

#include <optional>
#include <vector>

#include "engine/conform/inspector.h"

namespace dub::app {

struct FindingsAsk {
    const conform::Turnover& list; // as it is heard
    const conform::Links& links;
    const std::vector<conform::FoundFile>& files;
    Diagnostics searched;                        // of looking for the recordings
    std::vector<conform::VideoFacts> videos;     // that came along
    std::optional<SampleRate> session_rate = {}; // none: there is no session yet
};

// Of the reader, the search, linking and the inspector, in this order. Listens for 2-pops in the recordings'
// first half minute. Which recordings are missing is counted, not told one by one.
[[nodiscard]] Diagnostics findings_of(FindingsAsk ask);

// So far behind the start pops are looked for.
inline constexpr std::int64_t leader_seconds = 30;

} // namespace dub::app
