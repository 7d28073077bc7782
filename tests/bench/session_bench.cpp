// A film-sized session by itself: 400 tracks, 10,000 clips, 500,000 points of automation. Milliseconds to
// open, edit, check, save and compile it, and the memory it takes.

#include <filesystem>
#include <stdexcept>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include "engine/plan/compile.h"
#include "engine/plan/plan.h"
#include "engine/session/edits/move_clips.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/history.h"
#include "engine/session/invariants.h"
#include "engine/session/transfer/transfer.h"
#include "formats/project/project.h"
#include "tests/bench/big_session.h"

namespace {
using namespace dub;
namespace fs = std::filesystem;

const session::Session& big() {
    static const session::Session made = bench::make_big_session();
    return made;
}

template <class T> T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().text());
    return std::move(*result);
}

fs::path saved() {
    const fs::path path = fs::temp_directory_path() / "dub_bench_session.dub";
    if (const auto done = project::save(big(), path, IfExists::replace); !done)
        throw std::runtime_error(done.error().text());
    return path;
}

std::size_t heap_bytes() { return mallinfo2().uordblks + mallinfo2().hblkhd; }

session::MoveClips one_move(const session::Session& session) {
    return {{session.tracks.back()->clips.back()->id}, SampleCount{480}, {}, {}};
}

void open(benchmark::State& state) {
    const fs::path path = saved();
    for (auto _ : state)
        benchmark::DoNotOptimize(must(project::load(path)));
    const std::size_t before = heap_bytes();
    const auto kept = must(project::load(path));
    state.counters["session_MiB"] = static_cast<double>(heap_bytes() - before) / (1 << 20);
    state.counters["file_MiB"] = static_cast<double>(fs::file_size(path)) / (1 << 20);
    fs::remove(path);
}

void save(benchmark::State& state) {
    const fs::path path = saved();
    for (auto _ : state)
        if (!project::save(big(), path, IfExists::replace)) state.SkipWithError("not saved");
    fs::remove(path);
}

void to_text(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(project::to_text(big()));
}

void check_all(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(session::check(big()));
}

// The last clip of the last track: the longest way for a look-up.
void edit_move_clip(benchmark::State& state) {
    const auto move = one_move(big());
    for (auto _ : state)
        benchmark::DoNotOptimize(must(session::apply(big(), move)));
}

void edit_move_all_clips(benchmark::State& state) {
    session::MoveClips move = one_move(big());
    move.clips.clear();
    for (const auto& track : big().tracks)
        for (const auto& clip : track->clips)
            move.clips.push_back(clip->id);
    for (auto _ : state)
        benchmark::DoNotOptimize(must(session::apply(big(), move)));
}

void edit_write_lane(benchmark::State& state) {
    const auto& track = *big().tracks.back();
    session::WriteLane edit;
    edit.strip = {track.id, {}};
    edit.target = {{}, {}, "fader"};
    const SamplePos start = sample_of(big(), big().info->start);
    edit.points = {{start, 0}, {start + SampleCount{48000}, -6}};
    for (auto _ : state)
        benchmark::DoNotOptimize(must(session::apply(big(), edit)));
}

void check_one_edit(benchmark::State& state) {
    const auto after = must(session::apply(big(), one_move(big())));
    for (auto _ : state)
        benchmark::DoNotOptimize(session::check_change(big(), after));
}

void keep_1000_edits(benchmark::State& state) {
    for (auto _ : state) {
        session::History history(big());
        const std::size_t before = heap_bytes();
        const auto move = one_move(big());
        for (int i = 0; i < 1000; ++i)
            history.push("move", must(session::apply(history.now(), move)));
        state.counters["KiB_each"] = static_cast<double>(heap_bytes() - before) / 1024 / 1000;
    }
}

void compile_printmaster(benchmark::State& state) {
    plan::Target target;
    target.outputs.push_back({"mix", {}, *layout_named("7.1")});
    const plan::OpenMedia nothing = [](const session::Media& media) -> Result<std::unique_ptr<AudioSource>> {
        return fail(ErrorCode::not_found, media.path);
    };
    for (auto _ : state)
        benchmark::DoNotOptimize(must(plan::compile(big(), target, nothing)));
}

void import_whole_session(benchmark::State& state) {
    const session::TransferParts all{true, true, true, true, true, true, true, true};
    for (auto _ : state)
        benchmark::DoNotOptimize(must(session::transfer(big(), big(), {.parts = all})));
}

} // namespace

BENCHMARK(open)->Unit(benchmark::kMillisecond);
BENCHMARK(save)->Unit(benchmark::kMillisecond);
BENCHMARK(to_text)->Unit(benchmark::kMillisecond);
BENCHMARK(check_all)->Unit(benchmark::kMillisecond);
BENCHMARK(edit_move_clip)->Unit(benchmark::kMicrosecond);
BENCHMARK(edit_move_all_clips)->Unit(benchmark::kMillisecond);
BENCHMARK(edit_write_lane)->Unit(benchmark::kMicrosecond);
BENCHMARK(check_one_edit)->Unit(benchmark::kMicrosecond);
BENCHMARK(keep_1000_edits)->Unit(benchmark::kMillisecond);
BENCHMARK(compile_printmaster)->Unit(benchmark::kMillisecond);
BENCHMARK(import_whole_session)->Unit(benchmark::kMillisecond);
