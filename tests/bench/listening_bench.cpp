// What the audio thread pays for listening: the monitor, and the meters, for a second of 7.1 in blocks of
// 256.

#include <benchmark/benchmark.h>

#include "engine/measure/live/live_meters.h"
#include "engine/monitor/monitor.h"

namespace {
using namespace dub;

constexpr int block = 256, blocks = 188; // about a second
const SampleRate rate{48000};

AudioBuffer sound(const Layout& layout) {
    AudioBuffer buffer(layout.channels(), block);
    std::uint32_t state = 1;
    for (int c = 0; c < buffer.channels(); ++c)
        for (float& sample : buffer.block().channel(c)) {
            state = state * 1664525 + 1013904223;
            sample = static_cast<float>(static_cast<std::int32_t>(state)) * 1e-10F;
        }
    return buffer;
}

void listen(benchmark::State& state, std::optional<Hz> crossover) {
    const Layout layout = *layout_named("7.1");
    monitor::MonitorSettings settings;
    settings.source = "printmaster";
    settings.sets = {monitor::plain_set("A", layout), monitor::plain_set("B", layout)};
    settings.sets[0].crossover = crossover;
    settings.level_spl = 79;
    const auto monitor = *monitor::Monitor::create({{rate, 8, {}}, {{"printmaster", layout}}}, settings);
    const AudioBuffer in = sound(layout);
    AudioBuffer out(8, block);
    const OutputAudio output{"printmaster", layout, in.block()};
    for (auto _ : state)
        for (int b = 0; b < blocks; ++b)
            monitor->process({&output, 1}, out.block());
}
BENCHMARK_CAPTURE(listen, plain, std::nullopt)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(listen, bass_management, Hz{80})->Unit(benchmark::kMillisecond);

// The printmaster and six stems of 7.1; the worker has no part in it.
void meter(benchmark::State& state) {
    const Layout layout = *layout_named("7.1");
    measure::MeterSetup setup{rate, {{"printmaster", layout}}, "printmaster", "DX"};
    for (const char* stem : {"DX", "FX", "FOL", "BG", "MX", "SRC"}) {
        setup.outputs.push_back({stem, layout});
        setup.stems.emplace_back(stem);
    }
    measure::LiveMeters meters(setup,
                               std::make_shared<measure::LoudnessHistory>(SampleRange{{0}, {48000}}, rate));
    const AudioBuffer in = sound(layout);
    std::vector<OutputAudio> outputs;
    for (const auto& output : setup.outputs)
        outputs.push_back({output.name, layout, in.block()});
    std::int64_t at = 0;
    for (auto _ : state) {
        for (int b = 0; b < blocks; ++b, at += block)
            meters.add(outputs, {at}, 1);
        state.PauseTiming();
        while (meters.work()) {}
        state.ResumeTiming();
    }
}
BENCHMARK(meter)->Unit(benchmark::kMillisecond);

} // namespace
