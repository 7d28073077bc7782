#include "engine/render/live_log.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/render/denormals.h"
#include "engine/render/playback.h"

namespace dub::render {
namespace {

class Replaying {
  public:
    Replaying(const Replay& what, LiveListener& listener, AudioSink& device, int channels)
        : what_(what)
        , listener_(listener)
        , device_(device)
        , block_(channels, LivePlan::most) {}

    [[nodiscard]] Result<void> run() {
        for (const LiveEntry& entry : what_.log.entries) {
            if (entry.output_sample >= what_.samples) break;
            CHECK(until(entry.output_sample));
            CHECK(apply(entry));
        }
        return until(what_.samples);
    }

  private:
    [[nodiscard]] Result<void> until(std::uint64_t sample) {
        const NoDenormals guard;
        while (at_ < sample) {
            LivePiece piece;
            piece.output_sample = at_;
            const auto most = std::min<std::uint64_t>(sample - at_, LivePlan::most);
            const int count = playback_.next(static_cast<int>(most), piece);
            listener_.hear(piece, block_.block(count));
            CHECK(device_.write(std::as_const(block_).block().part(0, count)));
            at_ += static_cast<std::uint64_t>(count);
        }
        return {};
    }

    [[nodiscard]] Result<void> apply(const LiveEntry& entry) {
        if (entry.action != LiveAction::plan) {
            playback_.apply(entry);
            return {};
        }
        TRY(auto plan, what_.plan(entry.number));
        auto fresh = std::make_unique<LivePlan>(std::move(plan), entry.number);
        playback_.apply(entry, fresh.get());
        former_ = std::exchange(current_, std::move(fresh)); // still heard for a moment
        return {};
    }

    const Replay& what_;
    LiveListener& listener_;
    AudioSink& device_;
    AudioBuffer block_;
    std::unique_ptr<LivePlan> current_, former_;
    Playback playback_;
    std::uint64_t at_ = 0;
};

} // namespace

Result<void> replay(const Replay& what, LiveListener& listener, AudioSink& device, int channels) {
    if (what.log.lost > 0)
        return fail(ErrorCode::unfit,
                    fmt::format("The log of the live run has lost {} entries and cannot be played again.",
                                what.log.lost));
    return Replaying(what, listener, device, channels).run();
}

} // namespace dub::render
