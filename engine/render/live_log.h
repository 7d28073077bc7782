#pragma once
// What a live run did, and when, to the sample: enough to compute the very same sound again. The audio thread
// writes an entry for each thing it put into effect, the control thread collects them. Plain values.

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "engine/core/io.h"
#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/plan/automation/live_value.h"
#include "engine/render/live_listener.h"

namespace dub::render {

enum class LiveAction : std::uint8_t {
    plan,    // `number`: this plan plays from here on; `kept`: what was moved stays moved
    start,   // play began at `at`, or went on there after a jump
    stand,   // play stopped; the position is `at`
    loop,    // `range`, empty: none
    speed,   // `value`
    move,    // `address` to `value`
    release, // `address` back to the plan's, within `value` samples
};

struct LiveEntry {
    std::uint64_t output_sample = 0; // the first that may differ, counted since the driver was made
    SamplePos position = {};         // of that sample on the timeline, had nothing happened
    SamplePos due = {};              // where on the timeline a move begins to be heard
    LiveAction action = LiveAction::stand;
    bool kept = false;
    std::uint64_t number = 0;
    SamplePos at = {};
    SampleRange range = {};
    double value = 0;
    plan::LiveAddress address = {};
};

struct LiveLog {
    std::vector<LiveEntry> entries; // in the order of output_sample
    std::uint64_t lost = 0;         // entries there was no room for: the log cannot be replayed
};

struct Replay {
    const LiveLog& log;
    std::uint64_t samples = 0; // from the first of the log's driver on
    // Compiles a plan of the log by its number, from media that can be read at once (Target::live as it was).
    std::function<Result<std::unique_ptr<plan::Plan>>(std::uint64_t number)> plan;
};

// Computes again, to the bit, what a driver gave its listener, and writes what the listener makes of it to
// `device`, which has `channels`. Nothing is missed here: where the live run missed media it differs. Errors:
// a log with lost entries (unfit), a plan, a sink. [control, disk]
[[nodiscard]] Result<void> replay(const Replay& what, LiveListener& listener, AudioSink& device,
                                  int channels);

} // namespace dub::render
