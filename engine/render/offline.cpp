#include "engine/render/offline.h"

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "engine/render/pass.h"

namespace dub::render {
namespace {

using plan::quantum;
using Clock = std::chrono::steady_clock;

constexpr auto progress_interval = std::chrono::milliseconds(100);

// Writes what the last window left of one output, from the signal's second buffer.
class SinkWriter final : public Beside {
  public:
    SinkWriter(const plan::Plan::Output& output, AudioSink& sink)
        : output_(output)
        , sink_(sink)
        , silence_(output.layout.channels(), plan::max_chunk) {}

    void take(const Slice& slice) { slice_ = slice; }

    // A stretch that does not sound is written from a block of zeros: nothing is copied.
    [[nodiscard]] Result<void> run() override {
        const int end = slice_.offset + static_cast<int>(slice_.range.length().value);
        const plan::Activity& sound = output_.signal->previous_sound;
        for (int at = slice_.offset; at < end;) {
            const bool sounds = sound.has(at / quantum);
            int next = at;
            while (next < end && sound.has(next / quantum) == sounds)
                next = std::min(end, (next / quantum + 1) * quantum);
            const AudioBuffer& from = sounds ? output_.signal->previous : silence_;
            if (auto written = sink_.write(from.block().part(at, next - at)); !written)
                return std::unexpected(in_context(std::move(written).error(), "writing " + output_.name));
            at = next;
        }
        slice_ = {};
        return {};
    }

  private:
    const plan::Plan::Output& output_;
    AudioSink& sink_;
    AudioBuffer silence_;
    Slice slice_;
};

Result<void> check(const plan::Plan& plan, std::span<AudioSink* const> sinks, const OfflineOptions& options) {
    if (sinks.size() != plan.outputs().size())
        return fail(ErrorCode::usage, fmt::format("A plan of {} outputs needs as many sinks, not {}.",
                                                  plan.outputs().size(), sinks.size()));
    if (options.chunk < quantum || options.chunk > plan::max_chunk)
        return fail(ErrorCode::usage, fmt::format("A render works on {} to {} samples at a time, not {}.",
                                                  quantum, plan::max_chunk, options.chunk));
    return {};
}

} // namespace

Result<void> render_offline(plan::Plan& plan, SampleRange range, std::span<AudioSink* const> sinks,
                            const OfflineOptions& options, Progress& progress) {
    CHECK(check(plan, sinks, options));
    std::vector<SinkWriter> writers;
    writers.reserve(sinks.size());
    std::set<plan::Signal*> outputs; // each once, though two sinks may share it
    for (std::size_t o = 0; o < sinks.size(); ++o) {
        writers.emplace_back(plan.outputs()[o], *sinks[o]);
        outputs.insert(plan.outputs()[o].signal);
    }
    for (plan::Signal* signal : outputs)
        signal->make_double();
    std::vector<Beside*> beside;
    for (SinkWriter& writer : writers)
        beside.push_back(&writer);

    Workers workers(options.threads);
    Pass pass(plan, range, options.chunk, workers);
    Clock::time_point told{};
    for (bool last = pass.done();; last = pass.done()) {
        CHECK(pass.next(beside)); // past the end: writes only
        if (last) break;
        for (plan::Signal* signal : outputs)
            signal->turn();
        for (std::size_t o = 0; o < writers.size(); ++o)
            writers[o].take(pass.slice(o));
        if (const auto now = Clock::now(); now - told >= progress_interval) {
            told = now;
            if (!progress.at(pass.progress(), "rendering"))
                return fail(ErrorCode::cancelled, "The render was stopped.");
        }
    }
    progress.at(1, "rendering");
    return {};
}

} // namespace dub::render
