#include "app/jobs/measure_source.h"

#include <algorithm>

#include "engine/core/audio_buffer.h"
#include "engine/measure/dialogue.h"
#include "engine/measure/meter.h"

namespace dub::app {
namespace {

constexpr int block_samples = 8192;

void silence(AudioBlock block, SamplePos start, std::span<const SampleRange> ranges) {
    const SampleRange covered{start, start + SampleCount{block.samples()}};
    for (const SampleRange& range : ranges) {
        const SampleRange part = covered.clipped(range);
        if (part.empty()) continue;
        const AudioBlock quiet =
            block.part(static_cast<int>((part.start - start).value), static_cast<int>(part.length().value));
        for (int c = 0; c < quiet.channels(); ++c)
            std::ranges::fill(quiet.channel(c), 0.0F);
    }
}

// Calls `each(block, start)` over the range.
template <class Each>
Result<void> for_blocks(AudioSource& source, const MeasureSource& options, const Each& each) {
    AudioBuffer buffer(source.format().layout.channels(), block_samples);
    const auto length = static_cast<double>(std::max<std::int64_t>(options.range.length().value, 1));
    for (SamplePos at = options.range.start; at < options.range.end; at += SampleCount{block_samples}) {
        const int samples =
            static_cast<int>(std::min<std::int64_t>(block_samples, (options.range.end - at).value));
        const AudioBlock block = buffer.block(samples);
        CHECK(source.read(at, block));
        silence(block, at, options.silenced);
        each(block);
        if (options.progress &&
            !options.progress(static_cast<double>((at - options.range.start).value) / length))
            return std::unexpected(cancelled_error());
    }
    return {};
}

} // namespace

Error cancelled_error() { return {ErrorCode::cancelled, "stopped; nothing was written", {}}; }

Result<measure::Measurement> measure_source(AudioSource& source, const MeasureSource& options) {
    const AudioFormat& format = source.format();
    measure::Meter whole(format.layout, format.rate);
    std::vector<measure::Meter> each;
    if (options.each_channel != nullptr)
        for (int c = 0; c < format.layout.channels(); ++c)
            each.emplace_back(Layout{Speaker::M}, format.rate);
    CHECK(for_blocks(source, options, [&](const AudioBlock& block) {
        whole.add(block);
        for (std::size_t c = 0; c < each.size(); ++c) {
            const float* row = block.data(static_cast<int>(c));
            each[c].add({&row, 1, block.samples()});
        }
    }));
    measure::Measurement measured = whole.result();
    if (options.speech_100ms != nullptr)
        measure::add_dialogue(measured, whole.energies_100ms(), *options.speech_100ms);
    measured.length = format.length;
    for (std::size_t c = 0; c < each.size(); ++c) {
        measure::Measurement alone = each[c].result();
        alone.length = format.length;
        for (auto& peaks : alone.channels)
            peaks.speaker = format.layout[static_cast<int>(c)];
        options.each_channel->push_back(std::move(alone));
    }
    return measured;
}

std::vector<bool> speech_within(const std::vector<bool>& speech_100ms, SampleRange part, SampleRate rate) {
    const auto tenth_of = [&](SamplePos at) {
        const std::int64_t tenth = (at.value * 10 + rate.hz / 2) / rate.hz;
        return std::clamp<std::int64_t>(tenth, 0, static_cast<std::int64_t>(speech_100ms.size()));
    };
    return {speech_100ms.begin() + tenth_of(part.start), speech_100ms.begin() + tenth_of(part.end)};
}

Result<std::vector<bool>> speech_in(AudioSource& stem) {
    return speech_in(stem, {{}, SamplePos{} + stem.format().length});
}

Result<std::vector<bool>> speech_in(AudioSource& stem, SampleRange range) {
    measure::SpeechDetector detector(stem.format().layout, stem.format().rate);
    const MeasureSource part{.range = range};
    CHECK(for_blocks(stem, part, [&](const AudioBlock& block) { detector.add(block); }));
    return detector.speech_100ms();
}

} // namespace dub::app
