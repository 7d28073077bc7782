#include "engine/dsp/stretch.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <rubberband/RubberBandStretcher.h>

#include "engine/core/audio_buffer.h"

namespace dub::dsp {
namespace {

using RubberBand::RubberBandStretcher;

constexpr int block_samples = 4096;

// No threads of its own: the caller may run several, and the result must not depend on it.
constexpr int options = RubberBandStretcher::OptionProcessOffline | RubberBandStretcher::OptionEngineFiner |
                        RubberBandStretcher::OptionChannelsTogether |
                        RubberBandStretcher::OptionThreadingNever;

using Rows = std::array<float*, Layout::max_channels>;

Rows rows_of(AudioBlock block) {
    Rows rows{};
    for (int c = 0; c < block.channels(); ++c)
        rows[static_cast<std::size_t>(c)] = block.data(c);
    return rows;
}

class Stretching {
  public:
    Stretching(AudioSource& source, ResampledSource::Faster faster, AudioSink& sink,
               const std::function<bool()>& go_on)
        : source_(source)
        , sink_(sink)
        , go_on_(go_on)
        , wanted_(stretched_length(source.format().length, faster).value)
        , stretcher_(static_cast<std::size_t>(source.format().rate.hz),
                     static_cast<std::size_t>(source.format().layout.channels()), options,
                     static_cast<double>(faster.den) / static_cast<double>(faster.num))
        , in_(source.format().layout.channels(), block_samples)
        , out_(source.format().layout.channels(), block_samples) {
        stretcher_.setExpectedInputDuration(static_cast<std::size_t>(source.format().length.value));
        stretcher_.setMaxProcessSize(block_samples);
    }

    Result<void> run() {
        CHECK(each_block([&](AudioBlock block, bool last) -> Result<void> {
            stretcher_.study(rows_of(block).data(), static_cast<std::size_t>(block.samples()), last);
            return {};
        }));
        CHECK(each_block([&](AudioBlock block, bool last) -> Result<void> {
            stretcher_.process(rows_of(block).data(), static_cast<std::size_t>(block.samples()), last);
            return retrieve();
        }));
        CHECK(retrieve());
        return pad();
    }

  private:
    template <class Use> Result<void> each_block(const Use& use) {
        const std::int64_t length = source_.format().length.value;
        for (std::int64_t at = 0; at < length; at += block_samples) {
            if (go_on_ && !go_on_()) return fail(ErrorCode::cancelled, "Stretching was stopped.");
            const auto n = static_cast<int>(std::min<std::int64_t>(block_samples, length - at));
            const AudioBlock block = in_.block(n);
            CHECK(source_.read({at}, block));
            CHECK(use(block, at + n == length));
        }
        return {};
    }

    Result<void> retrieve() {
        for (int ready = stretcher_.available(); ready > 0; ready = stretcher_.available()) {
            const AudioBlock block = out_.block(std::min(ready, block_samples));
            const auto got =
                stretcher_.retrieve(rows_of(block).data(), static_cast<std::size_t>(block.samples()));
            // What it gives beyond the exact length is the end of its last window.
            const auto kept = static_cast<int>(std::min(static_cast<std::int64_t>(got), wanted_ - written_));
            if (kept > 0) CHECK(sink_.write(out_.block(kept)));
            written_ += kept;
            if (got == 0) break;
        }
        return {};
    }

    Result<void> pad() {
        for (int c = 0; c < out_.channels(); ++c)
            std::ranges::fill(out_.block().channel(c), 0.0F);
        while (written_ < wanted_) {
            const auto n = static_cast<int>(std::min<std::int64_t>(block_samples, wanted_ - written_));
            CHECK(sink_.write(out_.block(n)));
            written_ += n;
        }
        return {};
    }

    AudioSource& source_;
    AudioSink& sink_;
    const std::function<bool()>& go_on_;
    std::int64_t wanted_, written_ = 0;
    RubberBandStretcher stretcher_;
    AudioBuffer in_, out_;
};

} // namespace

SampleCount stretched_length(SampleCount length, ResampledSource::Faster faster) {
    // Whole multiples first: the product could pass 64 bits.
    const std::int64_t whole = length.value / faster.num, rest = length.value % faster.num;
    return {whole * faster.den + (rest * faster.den + faster.num - 1) / faster.num};
}

Result<void> stretch(AudioSource& source, ResampledSource::Faster faster, AudioSink& sink,
                     const std::function<bool()>& go_on) {
    if (faster.num < 1 || faster.den < 1 || faster.num > 4 * faster.den || faster.den > 4 * faster.num)
        return fail(ErrorCode::unfit,
                    fmt::format("Sound cannot be stretched to the speed {}/{}; expected 1/4 to 4.",
                                faster.num, faster.den));
    if (source.format().length.value == 0) return {};
    return Stretching(source, faster, sink, go_on).run();
}

} // namespace dub::dsp
