// What one device block costs the audio thread: 64 tracks into 7.1 with automation, printmaster and five
// stems, 256 samples at 48 kHz, on one thread; then the same while every twentieth block adopts a new plan.
//   dub_bench_live mono|wide|vcas FOLDER [SECONDS] [TRACKS] [BLOCK]
//     wide: the tracks themselves are 7.1; vcas: and each four of them are under a VCA
// Prints one JSON line: microseconds of its own that the thread spends in process(), and what part of the
// block's own time they are; and what the same costs offline on one thread, a track and a second of sound.
// Reading ahead is not counted.

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/plan/compile.h"
#include "engine/render/live.h"
#include "engine/render/offline.h"
#include "engine/render/stream_pool.h"
#include "engine/session/edits/add_vca.h"
#include "tests/bench/bench_main.h"

namespace dub::bench {
namespace {

// What this thread itself has run: a busy machine's pauses are not its doing.
double cpu_us() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// A second of noise in every channel, over and over.
class Noise final : public AudioSource {
  public:
    explicit Noise(const session::Media& media)
        : format_{media.layout, media.rate, media.length} {
        std::uint32_t state = 1;
        for (float& sample : second_) {
            state = state * 1664525U + 1013904223U;
            sample = static_cast<float>(static_cast<std::int32_t>(state)) * 0x1p-35F;
        }
    }
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        for (int c = 0; c < out.channels(); ++c) {
            std::size_t at = static_cast<std::size_t>(start.value + 997 * c) % second_.size();
            for (float& sample : out.channel(c)) {
                sample = second_[at];
                at = at + 1 == second_.size() ? 0 : at + 1;
            }
        }
        return {};
    }

  private:
    AudioFormat format_;
    std::vector<float> second_ = std::vector<float>(48000);
};

// A monitor that plays the printmaster as it is.
class Direct final : public render::LiveListener {
  public:
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override {
        for (int c = 0; c < device.channels(); ++c) {
            const bool there = !piece.outputs.empty() && c < piece.outputs.front().audio.channels();
            if (there)
                std::ranges::copy(piece.outputs.front().audio.channel(c), device.data(c));
            else
                std::ranges::fill(device.channel(c), 0.0F);
        }
    }
};

void widen(session::Session& session) {
    const Layout wide = *layout_named("7.1");
    for (auto& track : session.tracks) {
        session::Track changed = *track;
        changed.layout = wide;
        track = std::make_shared<const session::Track>(std::move(changed));
    }
    session::MediaPool pool = *session.pool;
    for (auto& media : pool.media) {
        session::Media changed = *media;
        changed.layout = wide;
        media = std::make_shared<const session::Media>(std::move(changed));
    }
    session.pool = std::make_shared<const session::MediaPool>(std::move(pool));
}

Result<session::Session> under_vcas(session::Session session) {
    constexpr std::size_t members = 4;
    for (std::size_t first = 0; first + members <= session.tracks.size(); first += members) {
        session::AddVca vca{fmt::format("VCA {}", first / members + 1), {}, {}};
        for (std::size_t track = first; track < first + members; ++track)
            vca.members.push_back({session.tracks[track]->id, {}});
        TRY(session, session::apply(session, vca));
    }
    return session;
}

plan::Target target_of(const session::Session& session, plan::Live live) {
    plan::Target target{{{"printmaster", {}, {}}}, live};
    for (const auto& bus : session.routing->buses)
        if (bus->kind == session::BusKind::stem) target.outputs.push_back({bus->name, {bus->id, {}}, {}});
    return target;
}

class Nowhere final : public AudioSink {
  public:
    Result<void> write(ConstAudioBlock) override { return {}; }
    Result<void> finish() override { return {}; }
};
class Quiet final : public Progress {
  public:
    bool at(double /*done*/, std::string_view /*what*/) override { return true; }
};

// Microseconds of CPU for a second of sound.
Result<double> offline_us(const session::Session& session, const plan::OpenMedia& open, double seconds) {
    TRY(auto compiled, plan::compile(session, target_of(session, plan::Live::no), open));
    Nowhere nowhere;
    Quiet quiet;
    const std::vector<AudioSink*> sinks(compiled.plan->outputs().size(), &nowhere);
    const SamplePos start = session::sample_of(session, session.info->start);
    const SampleRange range{start, start + SampleCount{static_cast<std::int64_t>(seconds * 48000)}};
    const std::clock_t before = std::clock();
    CHECK(render::render_offline(*compiled.plan, range, sinks, {1}, quiet));
    return static_cast<double>(std::clock() - before) * 1e6 / CLOCKS_PER_SEC / seconds;
}

std::string figures(const char* name, std::vector<double> us, int block) {
    std::ranges::sort(us);
    const double period = block / 0.048;
    const auto at = [&](double part) {
        return us[std::min(us.size() - 1, static_cast<std::size_t>(part * static_cast<double>(us.size())))];
    };
    return fmt::format(
        "\"{}\":{{\"blocks\":{},\"p50_us\":{:.0f},\"p99_us\":{:.0f},\"p99.9_us\":{:.0f},\"max_us\":"
        "{:.0f},\"p50_part\":{:.3f},\"p99.9_part\":{:.3f},\"max_part\":{:.3f}}}",
        name, us.size(), at(0.5), at(0.99), at(0.999), us.back(), at(0.5) / period, at(0.999) / period,
        us.back() / period);
}

Result<std::string> measure_run(const BenchRun& run) {
    TRY(auto session, make_workload(run.folder, run.size));
    if (run.variant != "mono") widen(session);
    if (run.variant == "vcas") {
        TRY(session, under_vcas(std::move(session)));
    }
    const auto open = [](const session::Media& media) -> Result<std::unique_ptr<AudioSource>> {
        return std::make_unique<Noise>(media);
    };
    const SampleRate rate = session.info->rate;
    render::StreamPool pool(open, rate, {.threads = 0, .bytes = std::size_t{2} << 30, .ahead_s = 1});
    Direct direct;
    render::LiveDriver driver(direct, &pool);
    const auto give = [&]() -> Result<void> {
        TRY(auto compiled, plan::compile(session, target_of(session, plan::Live::yes), pool.door()));
        driver.give(std::move(compiled.plan));
        return {};
    };
    CHECK(give());
    driver.locate(session::sample_of(session, session.info->start));
    driver.play();
    AudioBuffer device(8, run.number);
    const auto blocks = static_cast<int>(run.size.seconds * 48000 / run.number) / 2 - 50;
    std::string line = fmt::format("{{\"tracks\":{},\"block\":{},", run.size.tracks, run.number);
    for (const bool edits : {false, true}) {
        std::vector<double> us;
        for (int b = 0; b < blocks; ++b) {
            if (edits && b % 20 == 0) CHECK(give());
            pool.work();
            const double begin = cpu_us();
            driver.process(device.block());
            us.push_back(cpu_us() - begin);
            driver.service();
        }
        line += figures(edits ? "editing" : "playing", std::move(us), run.number) + ",";
    }
    TRY(const double offline, offline_us(session, open, run.size.seconds));
    return line + fmt::format("\"offline_us_a_track_and_second\":{:.0f},\"misses\":{}}}",
                              offline / static_cast<double>(run.size.tracks), driver.state().misses);
}

} // namespace
} // namespace dub::bench

int main(int count, char** words) {
    using namespace dub::bench;
    return run_bench(count, words, "dub_bench_live mono|wide|vcas FOLDER [SECONDS] [TRACKS] [BLOCK]",
                     {{}, {}, {64, 60}, 256}, measure_run);
}
