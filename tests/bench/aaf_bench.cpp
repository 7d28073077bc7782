// An AAF of 10,000 clips on one track, as a film's dialogue comes: writing it and reading it.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "formats/turnover/aaf/aaf.h"
#include "formats/turnover/aaf/write.h"
#include "tests/support/unwatched.h"

namespace {

using namespace dub;

// Every clip with a gain, every third with a curve, every second pair with a crossfade; 2,500 recordings.
conform::Turnover film() {
    constexpr int clips = 10'000, recordings = clips / 4;
    conform::Turnover list;
    list.name = "film";
    for (int i = 0; i < recordings; ++i) {
        conform::Source source;
        source.name = fmt::format("T{}", i);
        source.locators = {fmt::format("file:///sound/T{}.wav", i)};
        source.tape = "SR017";
        source.comments = {{"Scene", "12A"}, {"Take", "3"}};
        source.length = Rational{100};
        list.sources.push_back(std::move(source));
    }
    conform::ListTrack track;
    track.name = "DX 1";
    for (int i = 0; i < clips; ++i) {
        conform::Event event;
        event.source = i % recordings;
        event.record = {Rational{i}, Rational{i + 1}};
        event.played = {Rational{i % 50}, Rational{i % 50 + 1}};
        event.gain = Db{-3};
        if (i % 3 == 0)
            event.gain_curve = {{{{}, 0}, {{1, 2}, -6}, {{1}, 0}}, conform::CurveShape::linear_gain};
        if (i % 2 == 0) {
            event.record.end += Rational{1, 4};
            event.played.end += Rational{1, 4};
            event.fade_out = {{1, 4}, conform::FadeShape::linear};
        } else {
            event.fade_in = {{1, 4}, conform::FadeShape::linear};
        }
        track.events.push_back(std::move(event));
    }
    list.tracks.push_back(std::move(track));
    return list;
}

std::filesystem::path place() { return std::filesystem::temp_directory_path() / "dubstage-bench.aaf"; }

void write(benchmark::State& state) {
    const conform::Turnover list = film();
    test::Unwatched progress;
    const turnover::aaf::WriteOptions options{turnover::aaf::EssencePlace::linked, {}, "", IfExists::replace};
    for (auto _ : state)
        if (!turnover::aaf::write(list, place(), options, progress)) std::abort();
}
BENCHMARK(write)->Unit(benchmark::kMillisecond);

void read(benchmark::State& state) {
    for (auto _ : state)
        if (!turnover::aaf::read(place(), {})) std::abort(); // what write() left
}
BENCHMARK(read)->Unit(benchmark::kMillisecond);

} // namespace
