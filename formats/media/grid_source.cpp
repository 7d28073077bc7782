#include "formats/media/grid_source.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::media {
namespace {

constexpr std::int64_t grid_seconds = 10;
constexpr int skip_samples = 4096;

class GridSource final : public AudioSource {
  public:
    GridSource(std::unique_ptr<Decoder> decoder, GridOptions options)
        : decoder_(std::move(decoder))
        , options_(std::move(options))
        , skipped_(options_.format.layout.channels(), skip_samples) {}

    [[nodiscard]] const AudioFormat& format() const override { return options_.format; }

    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        const SampleRange whole{{0}, SamplePos{} + options_.format.length};
        const SampleRange wanted{start, start + SampleCount{out.samples()}};
        const SampleRange inside = wanted.clipped(whole);
        const auto silence = [&](SamplePos from, SamplePos to) {
            for (int c = 0; c < out.channels(); ++c)
                std::ranges::fill(out.channel(c).subspan(static_cast<std::size_t>((from - start).value),
                                                         static_cast<std::size_t>((to - from).value)),
                                  0.0F);
        };
        if (inside.empty()) return silence(wanted.start, wanted.end), Result<void>{};
        silence(wanted.start, inside.start);
        silence(inside.end, wanted.end);
        for (SamplePos at = inside.start; at < inside.end;) {
            const SamplePos end = std::min(inside.end, stretch_end(at));
            CHECK(go_to(at));
            CHECK(decode(out.part(static_cast<int>((at - start).value), static_cast<int>((end - at).value))));
            at = end;
        }
        return {};
    }

  private:
    [[nodiscard]] std::int64_t stretch() const { return options_.format.rate.hz * grid_seconds; }
    [[nodiscard]] SamplePos stretch_start(SamplePos at) const { return {at.value / stretch() * stretch()}; }
    [[nodiscard]] SamplePos stretch_end(SamplePos at) const {
        return options_.access == Access::anywhere ? SamplePos{} + options_.format.length
                                                   : stretch_start(at) + SampleCount{stretch()};
    }

    Result<void> go_to(SamplePos at) {
        const bool anywhere = options_.access == Access::anywhere;
        const bool reachable =
            running_ && position_ <= at && (anywhere ? position_ == at : origin_ == stretch_start(at));
        if (!reachable) {
            running_ = false;
            origin_ = position_ = anywhere ? at : stretch_start(at);
            CHECK(decoder_->restart(origin_));
            running_ = true;
        }
        while (position_ < at) {
            const auto some = static_cast<int>(std::min<std::int64_t>(skip_samples, (at - position_).value));
            CHECK(decode(skipped_.block(some)));
        }
        return {};
    }

    Result<void> decode(AudioBlock out) {
        running_ = false; // a failure in between leaves the decoder nowhere
        TRY(const int got, decoder_->next(out));
        if (got < out.samples())
            return fail(ErrorCode::invalid,
                        fmt::format("{} ends at sample {}, where {} were expected: it is cut short or "
                                    "damaged; copy it again from "
                                    "where it came from.",
                                    options_.name, position_.value + got, options_.format.length.value));
        position_ += SampleCount{got};
        running_ = true;
        return {};
    }

    std::unique_ptr<Decoder> decoder_;
    GridOptions options_;
    AudioBuffer skipped_;
    bool running_ = false;
    SamplePos origin_, position_; // where the decoder was started, where it is
};

} // namespace

std::unique_ptr<AudioSource> grid_source(std::unique_ptr<Decoder> decoder, GridOptions options) {
    return std::make_unique<GridSource>(std::move(decoder), std::move(options));
}

} // namespace dub::media
