// Inner loops by themselves: nanoseconds a sample of the meter and of the yardstick, on programme-like noise.

#include <benchmark/benchmark.h>

#include "engine/core/audio_buffer.h"
#include "engine/measure/meter.h"
#include "engine/measure/reference_meter.h"

namespace {
using namespace dub;

AudioBuffer programme(const Layout& layout, int samples) {
    AudioBuffer buffer(layout.channels(), samples);
    std::uint64_t state = 88172645463325252ULL;
    for (int c = 0; c < buffer.channels(); ++c) {
        float low = 0;
        for (int i = 0; i < samples; ++i) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            const bool phrase = (i / 48000) % 3 != 2; // a pause every third second, as in any programme
            low += (static_cast<float>(static_cast<std::int32_t>(state >> 32)) / 4.3e9F - low) * 0.3F;
            buffer.block().channel(c)[static_cast<std::size_t>(i)] = phrase ? 0.4F * low : 0.01F * low;
        }
    }
    return buffer;
}

void our_meter(const AudioBuffer& sound, const Layout& layout) {
    measure::Meter meter(layout, SampleRate{48000});
    for (int at = 0; at < sound.samples(); at += 4800)
        meter.add(sound.block().part(at, 4800));
    benchmark::DoNotOptimize(meter.result());
}

void yardstick(const AudioBuffer& sound, const Layout& layout) {
    auto meter = measure::ReferenceMeter::create(layout, SampleRate{48000}, 100);
    for (int at = 0; meter && at < sound.samples(); at += 4800)
        if (!meter->add(sound.block().part(at, 4800))) break;
    benchmark::DoNotOptimize(meter->result());
}

void meter_7_1(benchmark::State& state, void (*measure)(const AudioBuffer&, const Layout&)) {
    const Layout layout = *layout_named("7.1");
    const AudioBuffer sound = programme(layout, 48000 * 10);
    for (auto _ : state)
        measure(sound, layout);
    state.counters["x real time"] =
        benchmark::Counter(10.0 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(meter_7_1, ours, our_meter)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(meter_7_1, libebur128, yardstick)->Unit(benchmark::kMillisecond);

} // namespace
