// dub_bench_mix one|eight FOLDER [SECONDS] [TRACKS] [THREADS]
//   one    64 mono tracks to one 7.1 wave, 24 bit
//   eight  the same tracks to five 7.1 stems and 7.1, 5.1 and 2.0 mains, 24 bit, loudness and true peak of
//   each main
// Writes CPU seconds, wall seconds, peak resident memory and (eight) the measured values as one JSON line.
// Making the workload is not counted.

#include <memory>
#include <string>
#include <vector>

#include <sys/resource.h>

#include <fmt/format.h>

#include "engine/measure/meter.h"
#include "engine/plan/compile.h"
#include "engine/render/offline.h"
#include "formats/media/media.h"
#include "formats/wave/wave_writer.h"
#include "tests/bench/bench_main.h"

namespace dub::bench {
namespace {
namespace fs = std::filesystem;

class Quiet final : public Progress {
  public:
    bool at(double /*done*/, std::string_view /*what*/) override { return true; }
};

// A wave that is metered on its way.
class MeteredWave final : public AudioSink {
  public:
    MeteredWave(std::unique_ptr<wave::WaveWriter> writer, std::unique_ptr<measure::Meter> meter)
        : writer_(std::move(writer))
        , meter_(std::move(meter)) {}
    Result<void> write(ConstAudioBlock block) override {
        if (meter_) meter_->add(block);
        return writer_->write(block);
    }
    Result<void> finish() override { return writer_->finish(); }
    [[nodiscard]] const measure::Meter* meter() const { return meter_.get(); }

  private:
    std::unique_ptr<wave::WaveWriter> writer_;
    std::unique_ptr<measure::Meter> meter_;
};

plan::Target target_of(const session::Session& session, bool eight) {
    const Layout wide = *layout_named("7.1");
    plan::Target target;
    target.outputs.push_back({"main-7.1", {}, wide});
    if (!eight) return target;
    target.outputs.push_back({"main-5.1", {}, *layout_named("5.1")});
    target.outputs.push_back({"main-2.0", {}, *layout_named("2.0")});
    for (const auto& bus : session.routing->buses)
        if (bus->kind == session::BusKind::stem)
            target.outputs.push_back({"stem-" + bus->name, {bus->id, {}}, wide});
    return target;
}

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

long peak_kib() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

Result<std::string> measure_run(const BenchRun& run) {
    TRY(const auto session, make_workload(run.folder, run.size));
    const double before = cpu_seconds();
    const auto open = [&](const session::Media& media) {
        return media::open_sound(run.folder / media.path, media.stream);
    };
    const bool eight = run.variant == "eight";
    const plan::Target target = target_of(session, eight);
    TRY(const auto compiled, plan::compile(session, target, open));
    std::vector<std::unique_ptr<MeteredWave>> sinks;
    std::vector<AudioSink*> pointers;
    for (const auto& output : target.outputs) {
        wave::WriteOptions options;
        options.layout = output.layout;
        options.if_exists = IfExists::replace;
        TRY(auto writer, wave::WaveWriter::create(run.folder / ("out-" + output.name + ".wav"), options));
        auto meter = eight && output.name.starts_with("main")
                         ? std::make_unique<measure::Meter>(output.layout, SampleRate{48000})
                         : nullptr;
        sinks.push_back(std::make_unique<MeteredWave>(std::move(writer), std::move(meter)));
        pointers.push_back(sinks.back().get());
    }
    Quiet quiet;
    const SampleRange range = samples_of(session::programme(session), {24, 1}, {48000});
    CHECK(render::render_offline(*compiled.plan, range, pointers, {run.number}, quiet));
    std::string measured;
    for (std::size_t i = 0; i < sinks.size(); ++i) {
        if (const auto* meter = sinks[i]->meter()) {
            const auto result = meter->result();
            measured += fmt::format(",\"{}\":[{:.2f},{:.2f}]", target.outputs[i].name,
                                    result.integrated->value, result.true_peak->value);
        }
        CHECK(sinks[i]->finish());
    }
    const double cpu = cpu_seconds() - before;
    return fmt::format(
        "{{\"cpu_s\":{:.3f},\"audio_s\":{:.1f},\"times_real_time_per_core\":{:.0f},\"peak_rss_kib\":{}{}}}",
        cpu, run.size.seconds, run.size.seconds / cpu, peak_kib(), measured);
}

} // namespace
} // namespace dub::bench

int main(int count, char** words) {
    using namespace dub::bench;
    return run_bench(count, words, "dub_bench_mix one|eight FOLDER [SECONDS] [TRACKS] [THREADS]", {},
                     measure_run);
}
